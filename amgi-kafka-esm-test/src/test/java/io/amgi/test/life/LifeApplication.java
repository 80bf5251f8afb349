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

package io.amgi.test.life;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.event.EventListener;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.AmgiShutdownEvent;
import io.amgi.handler.AmgiStartupEvent;

/**
 * A function that prints its lifecycle events.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LifeApplication implements DisposableBean {

	private static final AtomicInteger startups = new AtomicInteger();

	static void say(String what) {
		System.out.println("life: %s @%s".formatted(what, Instant.now()));
	}

	@AmgiChannel("echo")
	void echo(String text) {
		if (text.startsWith("bad")) {
			throw new IllegalArgumentException("Refused %s after %d startup".formatted(text, startups.get()));
		}
	}

	@EventListener
	void startUp(AmgiStartupEvent event) {
		startups.incrementAndGet();
		say("startup");
		String failure = System.getenv("FAIL_STARTUP");
		if (failure != null) {
			throw new IllegalStateException(failure);
		}
	}

	@EventListener
	void shutDown(AmgiShutdownEvent event) throws InterruptedException {
		say("shutdown");
	}

	@Override
	public void destroy() {
		say("destroyed");
	}

}
