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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.amgi.channel.AmgiChannel;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.LifespanStartupFailedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzerTests {

	@Test
	void conflictingChannelsAreExplained(CapturedOutput output) {
		assertStartFails(Conflicting.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces("""
				Description:

				Two channel methods handle the same messages:

					- FailureAnalyzerTests.Orders.placed(String) with the address 'orders'
					- FailureAnalyzerTests.MoreOrders.alsoPlaced(byte[]) with the address 'orders'


				Action:

				Remove one of them, or change an address so that no message belongs to both.
				""");
	}

	@Test
	void twoPayloadsAreExplained(CapturedOutput output) {
		assertStartFails(TwoPayloads.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces(
				"""
						Description:

						The channel method FailureAnalyzerTests.TwoPayloads.placed(String, byte[]) has two payload parameters: parameter 'text' and parameter 'bytes'.


						Action:

						Keep one of them. A parameter is the payload if it is annotated with @Payload or nothing else is known of it.
						""");
	}

	@Test
	void batchWithoutOrderByPartitionIsExplained(CapturedOutput output) {
		assertStartFails(OrdersBatch.class, "--spring.amgi.processing.ordering=key");
		assertThat(output.getAll()).containsIgnoringWhitespaces(
				"""
						Description:

						The channel method FailureAnalyzerTests.OrdersBatch.placed(List) takes the batch of a topic-partition, but records are not ordered by partition.


						Action:

						Set 'spring.amgi.processing.ordering=partition', or take single records.
						""");
	}

	@Test
	void methodThatTheProxyOfItsBeanLacksIsExplained(CapturedOutput output) {
		assertStartFails(Proxied.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces("""
				placed(String) cannot be called on the proxy of its bean.


				Action:

				Declare it in an interface of the bean, or set 'spring.aop.proxy-target-class=true'.
				""");
	}

	@Test
	void failedStartupIsExplained(CapturedOutput output) {
		assertStartFails(Failing.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces(
				"""
						Description:

						The AMGI application could not start: no database


						Action:

						Correct what the application says. If it only needs longer, raise 'spring.amgi.lifespan.startup-timeout'; if it needs no lifespan, set 'spring.amgi.lifespan.enabled=false'.
						""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "processing.concurrency=0", "processing.deadline-margin=-1s", "dead-letter.topic-suffix=",
			"lifespan.startup-timeout=0", "lifespan.shutdown-timeout=-1s", "outbound.send-timeout=-5s" })
	void propertyThatCannotBeIsNamed(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.run("--spring.amgi." + property));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: spring.amgi." + property.substring(0, property.indexOf('=')))
			.containsPattern("must (not )?be ");
	}

	@Test
	void invalidPatternOfServersIsExplained(CapturedOutput output) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.run("--spring.amgi.outbound.allowed-bootstrap-servers=b-*.x"));
		assertThat(output).contains("for configuration property 'spring.amgi.outbound.allowed-bootstrap-servers'")
			.contains("Invalid pattern 'b-*.x' of bootstrap servers")
			.contains("Review the value of the property with the provided reason.");
	}

	private static void assertStartFails(Class<?> configuration, String... arguments) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).run(arguments));
	}

	static class Orders {

		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class MoreOrders {

		@AmgiChannel("orders")
		void alsoPlaced(byte[] order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	@Import({ Orders.class, MoreOrders.class })
	static class Conflicting {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class TwoPayloads {

		@AmgiChannel("orders")
		void placed(String text, byte[] bytes) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class OrdersBatch {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders) {
		}

	}

	static class OrdersTask implements Runnable {

		@AmgiChannel("orders")
		void placed(String order) {
		}

		@Override
		public void run() {
			// The interface that the proxy implements.
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class Proxied {

		@Bean
		OrdersTask task() {
			return new OrdersTask();
		}

		@Bean
		static BeanNameAutoProxyCreator proxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("task");
			return creator;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class Failing {

		@Bean
		AmgiApplication application() {
			return (scope, receive, send) -> send.send(new LifespanStartupFailedEvent("no database"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class Empty {

	}

}
