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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.MethodValidator;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.InvocationHook;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.TestMapping;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.handler.InvalidChannelMethodException;
import io.amgi.lambda.KafkaEventSourceMappingFunction;
import io.amgi.lambda.ShutdownExtensionRegistrar;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.LifespanStartupCompleteEvent;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.GracefulShutdown;
import io.amgi.server.MessageServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class AmgiAutoConfigurationTests {

	private static final EventJson EVENT = EventJson.event().record("orders", 0, 1);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiLambdaAutoConfiguration.class));

	@Test
	void isThereByDefault() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(AnnotatedApplication.class)
			.hasSingleBean(KafkaEventSourceMapping.class)
			.hasSingleBean(AmgiLifespan.class)
			.hasBean("amgiKafkaEventSourceMapping"));
	}

	@Test
	void severalValidatorsDoNotStopTheStart() {
		this.contextRunner.withBean("orders", LocalValidatorFactoryBean.class)
			.withBean("payments", LocalValidatorFactoryBean.class)
			.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class)
				.doesNotHaveBean(MethodValidator.class));
	}

	@Test
	void severalMethodValidatorsDoNotStopTheStart() {
		this.contextRunner.withBean("orders", MethodValidationAdapter.class)
			.withBean("payments", MethodValidationAdapter.class)
			.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class));
	}

	@Test
	void isNotThereWhenDisabled() {
		this.contextRunner.withPropertyValues("spring.amgi.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(AmgiApplication.class)
				.doesNotHaveBean(KafkaEventSourceMapping.class)
				.doesNotHaveBean(AmgiLifespan.class)
				.doesNotHaveBean(KafkaEventSourceMappingFunction.class));
	}

	@Test
	void functionIsNotThereWithoutSpringCloudFunction() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(FunctionInvoker.class))
			.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class)
				.doesNotHaveBean("amgiKafkaEventSourceMapping"));
	}

	@Test
	void addressesAreThoseOfTopicsWithoutSpringKafka() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.apache.kafka", "org.springframework.kafka"))
			.withBean(WildcardHandler.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("'*' in address 'orders.*', which no topic has"));
	}

	@Test
	void shutdownExtensionIsThereUnlessDisabled() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(ShutdownExtensionRegistrar.class));
		this.contextRunner.withPropertyValues("spring.amgi.lambda.shutdown-extension.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(ShutdownExtensionRegistrar.class));
	}

	@Test
	void lifespanIsNotThereWhenDisabled() {
		this.contextRunner.withPropertyValues("spring.amgi.lifespan.enabled=false")
			.run((context) -> assertThat(context).hasSingleBean(KafkaEventSourceMapping.class)
				.doesNotHaveBean(AmgiLifespan.class));
	}

	@Test
	void lifespanIsLivedWithTheContext() {
		List<String> events = new ArrayList<>();
		AmgiApplication application = (scope, receive, send) -> {
			events.add(receive.receive().toString());
			send.send(new LifespanStartupCompleteEvent());
			events.add(receive.receive().toString());
		};
		this.contextRunner.withPropertyValues("spring.amgi.lifespan.shutdown-timeout=30s")
			.withBean(AmgiApplication.class, () -> application)
			.run((context) -> assertThat(events).containsExactly("LifespanStartupEvent[]"));
		assertThat(events).containsExactly("LifespanStartupEvent[]", "LifespanShutdownEvent[]");
	}

	@Test
	void stateOfTheLifespanIsSeenByMessages() {
		List<Object> pools = new ArrayList<>();
		AmgiApplication application = (scope, receive, send) -> {
			if (scope instanceof LifespanScope) {
				scope.state().put("pool", "p");
				send.send(new LifespanStartupCompleteEvent());
			}
			else {
				pools.add(scope.state().get("pool"));
			}
		};
		this.contextRunner.withBean(AmgiApplication.class, () -> application).run((context) -> {
			context.getBean(KafkaEventSourceMapping.class).process(EVENT.stream(), null);
			assertThat(pools).containsExactly("p");
		});
	}

	@Test
	void backsOffForTheUsersApplication() {
		AmgiApplication application = (scope, receive, send) -> {
		};
		this.contextRunner.withBean(AmgiApplication.class, () -> application)
			.run((context) -> assertThat(context).getBean(AmgiApplication.class).isSameAs(application));
	}

	@Test
	void backsOffForTheUsersMapping() {
		KafkaEventSourceMapping mapping = TestMapping.builder((scope, receive, send) -> {
		}).build();
		this.contextRunner.withBean(KafkaEventSourceMapping.class, () -> mapping)
			.run((context) -> assertThat(context).getBean(KafkaEventSourceMapping.class).isSameAs(mapping));
	}

	@Test
	void backsOffForTheUsersFunction() {
		this.contextRunner.withBean("amgiKafkaEventSourceMapping", String.class, () -> "mine")
			.run((context) -> assertThat(context).doesNotHaveBean(KafkaEventSourceMappingFunction.class));
	}

	@Test
	void onNackIsApplied() {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=error")
			.run((context) -> assertThatExceptionOfType(NackException.class)
				.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(EVENT.stream(), null))
				.withMessageContaining("Couldn't resolve address: orders"));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void recordWithoutChannelFailsTheInvocationUnderLog(boolean otherChannel) {
		ApplicationContextRunner runner = otherChannel ? this.contextRunner.withBean(Payments.class)
				: this.contextRunner;
		runner.run((context) -> assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> context.getBean(KafkaEventSourceMapping.class).handle(EVENT.stream(), null))
			.withMessageContaining("Couldn't resolve address: orders"));
	}

	@Test
	void onNackLogSaysThatFailedRecordsAreOnlyLogged(CapturedOutput output) {
		this.contextRunner.run((context) -> assertThat(output.getAll()
			.lines()
			.filter((line) -> line.contains("Records that fail are only logged, and not delivered again"))).hasSize(1)
			.allMatch((line) -> line.contains(" INFO ")));
	}

	@Test
	void onNackReportSaysWhatTheMappingMustHave(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=report")
			.run((context) -> assertThat(
					output.getAll().lines().filter((line) -> line.contains("[ReportBatchItemFailures]")))
				.hasSize(1)
				.allMatch((line) -> line.contains(" INFO ")));
	}

	@ParameterizedTest
	@CsvSource({ "report, , false, true", "report, stop, false, true", "report, continue, false, false",
			"report, , true, false", "error, , false, false" })
	void onNackReportNamesThePoisonPillThatUsesUpRetries(String onNack, String afterFailure, boolean deadLetters,
			boolean named, CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("spring.amgi.on-nack=" + onNack,
					"spring.amgi.processing.after-failure=" + Objects.requireNonNullElse(afterFailure, ""),
					"spring.amgi.dead-letter.enabled=" + deadLetters)
			.run((context) -> assertThat(output.getAll().contains("uses up the mapping's retries")).isEqualTo(named));
	}

	@Test
	void onNackErrorHasNothingToSay(CapturedOutput output) {
		this.contextRunner.withPropertyValues("spring.amgi.on-nack=error")
			.run((context) -> assertThat(output).doesNotContain("only logged"));
	}

	@Test
	void applicationWithoutChannelsIsWarnedOf(CapturedOutput output) {
		this.contextRunner
			.run((context) -> assertThat(output).contains("No bean has a method annotated with @AmgiChannel"));
	}

	@Test
	void messageSendBeanIsUsed() {
		List<String> sent = new ArrayList<>();
		AmgiApplication application = (scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			send.send(new MessageSendEvent("invoices", List.of(), null, java.util.Map.of())).join();
			send.send(new MessageAckEvent(message.id()));
		};
		this.contextRunner.withPropertyValues("spring.amgi.lifespan.enabled=false", "spring.amgi.on-nack=error")
			.withBean(AmgiApplication.class, () -> application)
			.withBean(MessageSend.class, () -> (message) -> {
				sent.add(message.address());
				return CompletableFuture.completedFuture(null);
			})
			.run((context) -> context.getBean(KafkaEventSourceMapping.class).handle(EVENT.stream(), null));
		assertThat(sent).containsExactly("invoices");
	}

	@Test
	void invocationHooksWrapInTheirOrder() {
		List<String> calls = new ArrayList<>();
		this.contextRunner.withUserConfiguration(HookConfiguration.class)
			.withPropertyValues("spring.amgi.on-nack=report")
			.withBean("calls", List.class, () -> calls)
			.run((context) -> context.getBean(KafkaEventSourceMapping.class).handle(EVENT.stream(), null));
		assertThat(calls).containsExactly("open outer", "open inner", "close inner", "close outer");
	}

	@Test
	void closedContextTakesNoMoreEvents() {
		KafkaEventSourceMapping[] mapping = new KafkaEventSourceMapping[1];
		this.contextRunner.run((context) -> mapping[0] = context.getBean(KafkaEventSourceMapping.class));
		assertThatIllegalStateException().isThrownBy(() -> mapping[0].handle(EVENT.stream(), null))
			.withMessage("The function is shutting down and takes no more events");
	}

	@Test
	void backsOffForTheUsersDrain() {
		this.contextRunner.withBean(GracefulShutdown.class,
				() -> new GracefulShutdown(MessageServer.builder((scope, receive, send) -> {
				}).build(), Duration.ofSeconds(1)))
			.run((context) -> assertThat(context).hasSingleBean(GracefulShutdown.class)
				.doesNotHaveBean("amgiGracefulShutdown"));
	}

	@Test
	void middlewareWrapsInItsOrderAndOnce() {
		this.contextRunner.withUserConfiguration(MiddlewareConfiguration.class)
			.withPropertyValues("spring.amgi.on-nack=report")
			.run((context) -> {
				context.getBean(KafkaEventSourceMapping.class).handle(EVENT.stream(), null);
				MiddlewareConfiguration configuration = context.getBean(MiddlewareConfiguration.class);
				assertThat(configuration.wrapped).containsExactly("inner", "outer");
				assertThat(configuration.called).containsExactly("outer LifespanScope", "inner LifespanScope",
						"outer MessageScope", "inner MessageScope");
			});
	}

	static class WildcardHandler {

		@AmgiChannel("orders.*")
		void placed(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HookConfiguration {

		@Bean
		@Order(2)
		InvocationHook inner(@Qualifier("calls") List<String> calls) {
			return hook("inner", calls);
		}

		@Bean
		@Order(1)
		InvocationHook outer(@Qualifier("calls") List<String> calls) {
			return hook("outer", calls);
		}

		private static InvocationHook hook(String name, List<String> calls) {
			return (event, context) -> {
				calls.add("open " + name);
				return () -> calls.add("close " + name);
			};
		}

	}

	static class Payments {

		@AmgiChannel("payments")
		void handle(String payment) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class MiddlewareConfiguration {

		private final List<String> wrapped = new ArrayList<>();

		private final List<String> called = new ArrayList<>();

		@Bean
		@Order(2)
		AmgiMiddleware inner() {
			return middleware("inner");
		}

		@Bean
		@Order(1)
		AmgiMiddleware outer() {
			return middleware("outer");
		}

		private AmgiMiddleware middleware(String name) {
			return (application) -> {
				this.wrapped.add(name);
				return (scope, receive, send) -> {
					this.called.add(name + " " + scope.getClass().getSimpleName());
					application.call(scope, receive, send);
				};
			};
		}

	}

}
