/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.lambda;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.amgi.lambda.ExtensionsApi.Answer;

/**
 * An internal extension that wants nothing but to be there: Lambda sends SIGTERM only
 * where an extension is registered. It lives on a daemon thread, once per JVM and API.
 */
final class ShutdownExtension {

	private static final Log logger = LogFactory.getLog(ShutdownExtension.class);

	private static final String NAME = "amgi-kafka-esm";

	private static final int OK = 200;

	private static final String WITHOUT = "Without shutdown extension, there will be no SIGTERM: ";

	// Events are not asked for: an answer that comes nonetheless may come again at once.
	private static final long PAUSE = 1000;

	private static final Set<String> registered = ConcurrentHashMap.newKeySet();

	private final CountDownLatch answered = new CountDownLatch(1);

	private final ExtensionsApi api;

	private ShutdownExtension(ExtensionsApi api) {
		this.api = api;
	}

	/**
	 * Starts to register, unless that is done already.
	 * @param address host and port of the API
	 * @return the extension, or {@code null} if there is one, or none is possible
	 */
	static @Nullable ShutdownExtension start(String address) {
		ExtensionsApi api = ExtensionsApi.of(address);
		if (api == null) {
			logger.warn(WITHOUT + "AWS_LAMBDA_RUNTIME_API is not 'host:port' but '" + address + "'");
			return null;
		}
		return registered.add(address) ? start(new ShutdownExtension(api)) : null;
	}

	private static ShutdownExtension start(ShutdownExtension extension) {
		Thread thread = new Thread(extension::live, "amgi-shutdown-extension");
		thread.setDaemon(true);
		thread.start();
		return extension;
	}

	/**
	 * Waits for the response to the registration, which Lambda no longer accepts once the
	 * runtime has requested an event. A later response is handled as well, because after
	 * a successful registration Init does not end without the extension.
	 * @param millis how long to wait
	 */
	void awaitAnswer(long millis) {
		try {
			if (!this.answered.await(millis, TimeUnit.MILLISECONDS)) {
				logger
					.warn(WITHOUT + "its registration was not answered within %d ms, and works only if that still comes"
						.formatted(millis));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void live() {
		String identifier = awaitRegistration();
		if (identifier != null) {
			idle(identifier);
		}
	}

	private @Nullable String awaitRegistration() {
		try {
			return register();
		}
		finally {
			this.answered.countDown();
		}
	}

	private @Nullable String register() {
		try {
			Answer answer = this.api.register(NAME);
			if (answer.status() == OK && answer.identifier() != null) {
				return answer.identifier();
			}
			logRefusal(answer);
		}
		catch (IOException | RuntimeException ex) {
			logger.warn(WITHOUT + ex);
		}
		return null;
	}

	// Local emulators have no Extensions API.
	private static void logRefusal(Answer answer) {
		String message = WITHOUT + "its registration was answered with " + answer.status();
		if (answer.isRefusal()) {
			logger.info(message);
		}
		else {
			logger.warn(message);
		}
	}

	// Init does not end before each extension has requested its next event. No event is
	// expected. If one arrives, or a call fails, the extension requests the next event.
	private void idle(String identifier) {
		try {
			boolean warned = false;
			while (true) {
				warned |= !next(identifier, warned);
				TimeUnit.MILLISECONDS.sleep(PAUSE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean next(String identifier, boolean warned) {
		try {
			Answer answer = this.api.next(identifier);
			return answer.status() == OK || fails("is answered with " + answer.status(), warned);
		}
		catch (IOException | RuntimeException ex) {
			return fails("fails: " + ex, warned);
		}
	}

	private static boolean fails(String how, boolean warned) {
		if (!warned) {
			logger.warn("The shutdown extension's call for the next event " + how);
		}
		return false;
	}

}
