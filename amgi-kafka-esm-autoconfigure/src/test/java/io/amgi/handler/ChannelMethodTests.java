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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelMethodTests {

	private final ChannelRunner runner = new ChannelRunner();

	@BeforeEach
	void countFromZero() {
		LazyHandler.instances = 0;
	}

	@Test
	void exceptionNacksWithItsMessage() {
		this.runner.assertNacked(FailingHandler.class, ChannelRunner.ORDER, "boom");
	}

	@Test
	void placeholdersAreResolved() {
		this.runner.assertHandled(PlaceholderHandler.class, ChannelRunner.ORDER, "called");
	}

	@Test
	void severalAddressesAreRouted() {
		this.runner.context().withBean(SeveralHandler.class).run((context) -> {
			ChannelRunner.handle(context,
					EventJson.event()
						.record("orders", 0, 1)
						.value("1")
						.record("orders-retry", 0, 1)
						.value("2")
						.record("orders.eu", 0, 1)
						.value("3"));
			assertThat(context.getBean(SeveralHandler.class).received).containsExactly("1", "2", "3");
		});
	}

	@Test
	void unknownAddressIsNacked() {
		this.runner.assertNacked(ChannelRunner.RecordHandler.class, EventJson.event().record("payments", 0, 1),
				"Couldn't resolve address: payments");
	}

	@Test
	void othersAreHandledBesideAFailure() {
		this.runner.context().withBean(ChannelRunner.RecordHandler.class).run((context) -> {
			EventJson event = EventJson.event()
				.record("orders", 0, 1)
				.value("{\"items\":\"secret\"}")
				.record("orders", 0, 2)
				.value("{\"id\":\"b\",\"items\":3}");
			assertThatExceptionOfType(NackException.class).isThrownBy(() -> ChannelRunner.handle(context, event))
				.satisfies((ex) -> assertThat(ex.getNacks()).singleElement().extracting("offset").isEqualTo(1L));
			assertThat(context.getBean(ChannelRunner.RecordHandler.class).received)
				.containsExactly(new ChannelRunner.Order("b", 3));
		});
	}

	@Test
	void lazyBeanIsFoundAndMadeWithItsFirstMessage() {
		this.runner.context()
			.withBean(LazyHandler.class, LazyHandler::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(LazyHandler.instances).isZero();
				ChannelRunner.handle(context, ChannelRunner.ORDER);
				ChannelRunner.handle(context, ChannelRunner.ORDER);
				assertThat(LazyHandler.instances).isEqualTo(1);
			});
	}

	@Test
	void prototypeBeanIsMadePerMessage() {
		this.runner.context()
			.withBean(LazyHandler.class, LazyHandler::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				ChannelRunner.handle(context, ChannelRunner.ORDER);
				ChannelRunner.handle(context, ChannelRunner.ORDER);
				assertThat(LazyHandler.instances).isEqualTo(2);
			});
	}

	@Test
	void proxiedBeanIsInvokedThroughItsProxy() {
		this.runner.context()
			.withUserConfiguration(ProxyConfiguration.class)
			.withBean("proxied", ChannelRunner.RecordHandler.class)
			.run((context) -> {
				assertThat(context.getBean(ChannelRunner.RecordHandler.class).getClass())
					.isNotEqualTo(ChannelRunner.RecordHandler.class);
				ChannelRunner.handle(context, ChannelRunner.ORDER);
				assertThat(context.getBean(ProxyConfiguration.class).calls).containsExactly("placed");
			});
	}

	@Test
	void inheritedMethodIsFound() {
		this.runner.assertHandled(InheritingHandler.class, ChannelRunner.ORDER, new ChannelRunner.Order("a", 2));
	}

	@Test
	void beanMethodIsNoChannelMethod() {
		this.runner.context()
			.withUserConfiguration(BeanMethodConfiguration.class)
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> ChannelRunner.handle(context, ChannelRunner.ORDER))
				.withMessageContaining("Couldn't resolve address: orders"));
	}

	@Test
	void composedAnnotationIsFound() {
		this.runner.assertHandled(ComposedHandler.class, ChannelRunner.ORDER, "called");
	}

	@Test
	void retryableMethodIsRetried() {
		this.runner.context()
			.withUserConfiguration(RetryConfiguration.class)
			.withBean(RetryableHandler.class)
			.run((context) -> {
				ChannelRunner.handle(context, ChannelRunner.ORDER);
				assertThat(context.getBean(RetryableHandler.class).attempts()).isEqualTo(3);
			});
	}

	@Test
	void batchEndsBeforeWhatCannotBeConvertedWhereFailuresStopTheirGroup() {
		EventJson event = EventJson.event();
		for (String value : List.of("1", "2", "\"three\"", "4")) {
			event.record("orders", 0, event.json().length()).value(value);
		}
		this.runner.context()
			.withBean(NumbersHandler.class)
			.withPropertyValues("spring.amgi.on-nack=report")
			.run((context) -> {
				assertThat(
						context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null).batchItemFailures())
					.hasSize(2);
				assertThat(context.getBean(NumbersHandler.class).received).containsExactly(List.of(1, 2));
			});
	}

	static class InheritingHandler extends ChannelRunner.RecordHandler {

	}

	static class FailingHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(ChannelRunner.Order order) throws Exception {
			throw new Exception("boom");
		}

	}

	static class PlaceholderHandler extends ChannelRunner.Handler {

		@AmgiChannel("${orders.topic}")
		void placed() {
			this.received.add("called");
		}

	}

	static class SeveralHandler extends ChannelRunner.Handler {

		@AmgiChannel({ "orders", "orders-retry", "orders.{region}" })
		void placed(String text) {
			this.received.add(text);
		}

	}

	static class LazyHandler {

		static int instances;

		LazyHandler() {
			instances++;
		}

		@AmgiChannel("orders")
		void placed() {
		}

	}

	static class ComposedHandler extends ChannelRunner.Handler {

		@OrdersChannel(topic = "orders")
		void placed() {
			this.received.add("called");
		}

	}

	static class RetryableHandler {

		private int attempts;

		@AmgiChannel("orders")
		@Retryable(maxRetries = 2, delay = 1)
		void placed() {
			this.attempts++;
			if (this.attempts < 3) {
				throw new IllegalStateException("not yet");
			}
		}

		int attempts() {
			return this.attempts;
		}

	}

	static class NumbersHandler extends ChannelRunner.Handler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<Integer> numbers) {
			this.received.add(numbers);
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@AmgiChannel({})
	@interface OrdersChannel {

		@AliasFor(annotation = AmgiChannel.class, attribute = "value")
		String[] topic();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class RetryConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethodConfiguration {

		@Bean
		@AmgiChannel("orders")
		String orders() {
			return "a bean";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxyConfiguration {

		final List<String> calls = new ArrayList<>();

		@Bean
		Advice interceptor() {
			return (MethodInterceptor) (invocation) -> {
				if (Arrays.asList("placed").contains(invocation.getMethod().getName())) {
					this.calls.add(invocation.getMethod().getName());
				}
				return invocation.proceed();
			};
		}

		@Bean
		static BeanNameAutoProxyCreator proxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("proxied");
			creator.setInterceptorNames("interceptor");
			creator.setProxyTargetClass(true);
			return creator;
		}

	}

}
