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

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.micrometer.context.ContextRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.Order;
import org.springframework.core.task.TaskDecorator;
import org.springframework.util.ReflectionUtils;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.TestContext;
import io.amgi.protocol.AmgiApplication;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the threads that handlers run on, and the context on them.
 */
@Timeout(60)
class HandlerThreadsTests {

	private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.lifespan.enabled=false");

	@AfterEach
	void clear() {
		MDC.clear();
		TENANT.remove();
		ContextRegistry.getInstance().removeThreadLocalAccessor("tenant");
	}

	@Test
	void handlersRunOnPlatformThreadsByDefault() {
		assertThat(inHandler(this.contextRunner, Thread::currentThread).getName()).startsWith("amgi-");
		assertThat(inHandler(this.contextRunner, HandlerThreadsTests::isVirtual)).isFalse();
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void handlersRunOnVirtualThreadsWhereTheApplicationWantsThose() {
		assertThat(inHandler(this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true"),
				HandlerThreadsTests::isVirtual))
			.isTrue();
	}

	@Test
	@EnabledForJreRange(max = JRE.JAVA_20)
	void handlersRunOnPlatformThreadsWhereTheJdkHasNoOther() {
		assertThat(inHandler(this.contextRunner.withPropertyValues("spring.threads.virtual.enabled=true"),
				HandlerThreadsTests::isVirtual))
			.isFalse();
	}

	@Test
	void loggingContextIsCarriedOver() {
		MDC.put("AWSRequestId", "4711");
		assertThat(inHandler(this.contextRunner, () -> MDC.get("AWSRequestId"))).isEqualTo("4711");
	}

	@Test
	void loggingContextIsClearedBeforeTheThreadIsUsedAgain() {
		Set<String> threads = new HashSet<>();
		Set<String> seen = new HashSet<>();
		run(this.contextRunner, () -> {
			threads.add(Thread.currentThread().getName());
			seen.add(String.valueOf(MDC.get("AWSRequestId")));
		}, (mapping) -> {
			for (int i = 0; i < 50; i++) {
				MDC.put("AWSRequestId", "4711");
				handle(mapping);
				MDC.remove("AWSRequestId");
				seen.clear();
				handle(mapping);
				assertThat(seen).containsExactly("null");
			}
		});
		assertThat(threads).hasSizeLessThan(100);
	}

	@Test
	void contextThatMicrometerKnowsIsCarriedOver() {
		ContextRegistry.getInstance().registerThreadLocalAccessor("tenant", TENANT);
		TENANT.set("acme");
		assertThat(inHandler(this.contextRunner, TENANT::get)).isEqualTo("acme");
	}

	@Test
	void contextThatNobodyKnowsIsNotCarriedOver() {
		TENANT.set("acme");
		assertThat(inHandler(this.contextRunner, () -> String.valueOf(TENANT.get()))).isEqualTo("null");
	}

	@Test
	void decoratorsAreAppliedInTheirOrder() {
		List<String> calls = new ArrayList<>();
		run(this.contextRunner.withBean("inner", TaskDecorator.class, () -> new Inner(calls))
			.withBean("outer", TaskDecorator.class, () -> new Outer(calls)), () -> calls.add("handler"),
				HandlerThreadsTests::handle);
		assertThat(calls).containsExactly("outer", "inner", "handler");
	}

	private static boolean isVirtual() {
		Method method = ReflectionUtils.findMethod(Thread.class, "isVirtual");
		return method != null && Boolean.TRUE.equals(ReflectionUtils.invokeMethod(method, Thread.currentThread()));
	}

	private static <T> T inHandler(ApplicationContextRunner runner, Supplier<T> question) {
		CompletableFuture<T> answer = new CompletableFuture<>();
		run(runner, () -> answer.complete(question.get()), HandlerThreadsTests::handle);
		return answer.join();
	}

	private static void run(ApplicationContextRunner runner, Runnable handler, Run run) {
		AmgiApplication application = (scope, receive, send) -> {
			receive.receive();
			handler.run();
		};
		runner.withBean(AmgiApplication.class, () -> application)
			.run((context) -> run.run(context.getBean(KafkaEventSourceMapping.class)));
	}

	private static void handle(KafkaEventSourceMapping mapping) {
		mapping.process(EventJson.event().record("orders", 0, 1).stream(), TestContext.endingIn(60_000));
	}

	private interface Run {

		void run(KafkaEventSourceMapping mapping);

	}

	@Order(1)
	private record Inner(List<String> calls) implements TaskDecorator {

		@Override
		public Runnable decorate(Runnable task) {
			return () -> {
				this.calls.add("inner");
				task.run();
			};
		}

	}

	@Order(2)
	private record Outer(List<String> calls) implements TaskDecorator {

		@Override
		public Runnable decorate(Runnable task) {
			return () -> {
				this.calls.add("outer");
				task.run();
			};
		}

	}

}
