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

package io.amgi.handler;

import java.lang.reflect.UndeclaredThrowableException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationEventPublisher;

import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.LifespanShutdownCompleteEvent;
import io.amgi.protocol.LifespanShutdownFailedEvent;
import io.amgi.protocol.LifespanStartupCompleteEvent;
import io.amgi.protocol.LifespanStartupFailedEvent;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * The application's side of the lifespan scope: passes its events on to Spring's
 * listeners.
 *
 * @param application the source of the events
 * @param publisher how listeners hear of them
 */
record ApplicationLifespan(AnnotatedApplication application, ApplicationEventPublisher publisher) {

	private static final Log logger = LogFactory.getLog(ApplicationLifespan.class);

	void live(LifespanScope scope, Receive receive, Send send) throws InterruptedException {
		receive.receive();
		SendEvent ready = startUp(new AmgiStartupEvent(this.application, scope.state()));
		send.send(ready);
		if (ready instanceof LifespanStartupCompleteEvent) {
			receive.receive();
			send.send(shutDown(new AmgiShutdownEvent(this.application, scope.state())));
		}
	}

	private SendEvent startUp(AmgiStartupEvent event) {
		try {
			this.publisher.publishEvent(event);
			return new LifespanStartupCompleteEvent();
		}
		catch (RuntimeException ex) {
			logger.error("A listener of AmgiStartupEvent failed", ex);
			return new LifespanStartupFailedEvent(message(ex));
		}
	}

	private SendEvent shutDown(AmgiShutdownEvent event) {
		try {
			this.publisher.publishEvent(event);
			return new LifespanShutdownCompleteEvent();
		}
		catch (RuntimeException ex) {
			logger.error("A listener of AmgiShutdownEvent failed", ex);
			return new LifespanShutdownFailedEvent(message(ex));
		}
	}

	// Spring wraps a checked exception in one whose message describes the listener.
	private static String message(RuntimeException failure) {
		Throwable thrown = (failure instanceof UndeclaredThrowableException wrapper) ? wrapper.getUndeclaredThrowable()
				: failure;
		return (thrown.getMessage() != null) ? thrown.getMessage() : thrown.getClass().getName();
	}

}
