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

package io.amgi.autoconfigure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.handler.AmgiShutdownEvent;
import io.amgi.handler.AmgiStartupEvent;
import io.amgi.lifespan.LifespanStartupException;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class AmgiLifespanEventTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.shutdown-timeout=30s");

	@Test
	void eventsArePublishedWithTheSameState() {
		Pool pool = new Pool();
		this.contextRunner.withBean(Pool.class, () -> pool)
			.run((context) -> assertThat(pool.events).containsExactly("startup {}"));
		assertThat(pool.events).containsExactly("startup {}", "shutdown {pool=p}");
	}

	@Test
	void stateIsSeenByMessages() {
		List<Map<String, Object>> states = new ArrayList<>();
		AmgiMiddleware watching = (application) -> (scope, receive, send) -> {
			if (scope instanceof MessageScope) {
				states.add(scope.state());
			}
			application.call(scope, receive, send);
		};
		this.contextRunner.withBean(Pool.class)
			.withPropertyValues("spring.amgi.on-nack=report")
			.withBean(AmgiMiddleware.class, () -> watching)
			.run((context) -> context.getBean(KafkaEventSourceMapping.class)
				.handle(EventJson.event().record("orders", 0, 1).stream(), null));
		assertThat(states).containsExactly(Map.of("pool", "p"));
	}

	@Test
	void listenerThatThrowsFailsTheContext(CapturedOutput output) {
		ApplicationListener<AmgiStartupEvent> listener = (event) -> {
			throw new IllegalStateException("no database");
		};
		this.contextRunner.withBean("listener", ApplicationListener.class, () -> listener)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(LifespanStartupException.class)
				.hasMessage("no database"));
		assertThat(output).contains("A listener of AmgiStartupEvent failed");
	}

	@Test
	void checkedExceptionOfAListenerIsNotHiddenByItsWrapper() {
		this.contextRunner.withBean(Checked.class)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessage("no file"));
	}

	@Test
	void exceptionWithoutMessageIsNamed() {
		ApplicationListener<AmgiStartupEvent> listener = (event) -> {
			throw new IllegalStateException();
		};
		this.contextRunner.withBean("listener", ApplicationListener.class, () -> listener)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("java.lang.IllegalStateException"));
	}

	@Test
	void listenerThatThrowsOnShutdownIsLogged(CapturedOutput output) {
		ApplicationListener<AmgiShutdownEvent> listener = (event) -> {
			throw new IllegalStateException("still busy");
		};
		this.contextRunner.withBean("listener", ApplicationListener.class, () -> listener).run((context) -> {
		});
		assertThat(output).contains("A listener of AmgiShutdownEvent failed")
			.contains("The application failed to shut down");
	}

	@Test
	void nothingIsPublishedWithoutLifespan() {
		Pool pool = new Pool();
		this.contextRunner.withPropertyValues("spring.amgi.lifespan.enabled=false")
			.withBean(Pool.class, () -> pool)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(pool.events).isEmpty();
	}

	@Test
	void startThatFailsLaterShutsTheApplicationDown() {
		Pool pool = new Pool();
		this.contextRunner.withBean(Pool.class, () -> pool)
			.withBean(FailingLate.class)
			.run((context) -> assertThat(context).hasFailed());
		assertThat(pool.events).containsExactly("startup {}", "shutdown {pool=p}");
	}

	static class Pool {

		private final List<String> events = new ArrayList<>();

		@EventListener
		void started(AmgiStartupEvent event) {
			this.events.add("startup " + event.getState());
			event.getState().put("pool", "p");
		}

		@EventListener
		void shutDown(AmgiShutdownEvent event) {
			this.events.add("shutdown " + event.getState());
		}

	}

	static class Checked {

		@EventListener
		void started(AmgiStartupEvent event) throws IOException {
			throw new IOException("no file");
		}

	}

	static class FailingLate {

		@EventListener
		void refreshed(ContextRefreshedEvent event) {
			throw new IllegalStateException("too late");
		}

	}

}
