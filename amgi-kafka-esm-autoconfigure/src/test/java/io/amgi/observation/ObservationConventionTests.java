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

package io.amgi.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiObservationAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.BatchResponse;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ObservationConventionTests {

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
		.withBean(ObservationRegistry.class, () -> this.registry)
		.withBean(Handler.class)
		.withPropertyValues("spring.amgi.on-nack=report");

	@Test
	void observationsHaveTheirPinnedNamesAndKeys() {
		this.contextRunner.run((context) -> assertThat(handle(context)).isEqualTo(BatchResponse.SUCCESS));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("amgi.process")
			.that()
			.hasBeenStopped()
			.hasContextualNameEqualTo("orders.{region} process")
			.hasLowCardinalityKeyValue("channel", "orders.{region}")
			.hasLowCardinalityKeyValue("outcome", "acked")
			.hasLowCardinalityKeyValue("error", "none")
			.hasHighCardinalityKeyValue("messaging.destination.name", "orders.eu");
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("amgi.batch")
			.that()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("source", "lambda")
			.hasLowCardinalityKeyValue("outcome", "acked");
	}

	@Test
	void conventionOfTheApplicationReplacesTheDefault() {
		this.contextRunner.withBean(ProcessObservationConvention.class, Renaming::new).run(this::handle);
		TestObservationRegistryAssert.assertThat(this.registry).hasObservationWithNameEqualTo("orders");
		TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyRemainingCurrentObservation();
	}

	@Test
	void conventionThatThrowsDoesNotKeepRecordsFromBeingHandled(CapturedOutput output) {
		this.contextRunner.withBean(ProcessObservationConvention.class, Throwing::new)
			.withBean(BatchObservationConvention.class, ThrowingForBatches::new)
			.run((context) -> {
				assertThat(handle(context)).isEqualTo(BatchResponse.SUCCESS);
				assertThat(context.getBean(Handler.class).handled).isEqualTo(2);
			});
		assertThat(output).contains("convention");
	}

	@Test
	void handlerThatThrowsOnStopChangesNoOutcome() {
		this.registry.observationConfig().observationHandler(new ThrowingHandler());
		this.contextRunner.run((context) -> {
			assertThat(handle(context)).isEqualTo(BatchResponse.SUCCESS);
			assertThat(context.getBean(Handler.class).handled).isEqualTo(2);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "flaky", "flaky-batch" })
	void retriesAreEventsOfTheRecordsObservation(String topic) {
		MeterRegistry meters = new SimpleMeterRegistry();
		this.registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		this.contextRunner.withPropertyValues("spring.amgi.retry.max-retries=3", "spring.amgi.retry.delay=1ms")
			.run((context) -> context.getBean(KafkaEventSourceMapping.class)
				.handle(EventJson.event().record(topic, 0, 1).value("a").stream(), null));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("amgi.process", 1)
			.hasAnObservationWithAKeyValue("outcome", "acked");
		assertThat(meters.get("amgi.process.retry").tag("channel", topic).counter().count()).isEqualTo(2);
	}

	@Test
	void sendConventionThatThrowsDoesNotKeepMessagesFromBeingSent() {
		List<MessageSendEvent> sent = new ArrayList<>();
		this.contextRunner.withBean(SendObservationConvention.class, ThrowingForSends::new)
			.withBean(MessageSend.class, () -> (message) -> {
				sent.add(message);
				return CompletableFuture.completedFuture(null);
			})
			.run((context) -> assertThat(context.getBean(KafkaEventSourceMapping.class)
				.handle(EventJson.event().record("sending", 0, 1).value("a").stream(), null))
				.isEqualTo(BatchResponse.SUCCESS));
		assertThat(sent).hasSize(1);
	}

	@Test
	void withoutARegistryNothingIsObserved() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(MicrometerBatchObserver.class)
				.doesNotHaveBean(MicrometerMiddleware.class));
	}

	private BatchResponse handle(ApplicationContext context) {
		return context.getBean(KafkaEventSourceMapping.class)
			.handle(EventJson.event()
				.record("orders.eu", 0, 1)
				.value("a")
				.record("orders.eu", 0, 2)
				.value("b")
				.stream(), null);
	}

	static class Handler {

		private int handled;

		private int attempts;

		@AmgiChannel("orders.{region}")
		void placed(String order) {
			this.handled++;
		}

		@AmgiChannel("sending")
		void sending(String order, MessageSender sender) {
			sender.send(OutboundMessage.to("invoices").payload(order));
		}

		@AmgiChannel("flaky")
		void flaky(String order) {
			this.attempts++;
			if (this.attempts < 3) {
				throw new IllegalStateException("not yet");
			}
		}

		@AmgiChannel(value = "flaky-batch", batch = true)
		void flakyBatch(List<String> orders) {
			flaky(orders.get(0));
		}

	}

	static class Renaming extends DefaultProcessObservationConvention {

		@Override
		public String getName() {
			return "orders";
		}

	}

	static class ThrowingForSends extends DefaultSendObservationConvention {

		@Override
		public String getContextualName(SendObservationContext context) {
			throw new IllegalStateException("convention");
		}

	}

	static class Throwing extends DefaultProcessObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(ProcessObservationContext context) {
			throw new IllegalStateException("convention");
		}

	}

	static class ThrowingForBatches extends DefaultBatchObservationConvention {

		@Override
		public KeyValues getHighCardinalityKeyValues(BatchObservationContext context) {
			throw new IllegalStateException("convention");
		}

	}

	static class ThrowingHandler implements ObservationHandler<Observation.Context> {

		@Override
		public void onStop(Observation.Context context) {
			throw new IllegalStateException("handler");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
