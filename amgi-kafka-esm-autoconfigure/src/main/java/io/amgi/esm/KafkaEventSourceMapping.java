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

package io.amgi.esm;

import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.InvalidKafkaEventException;
import io.amgi.esm.event.KafkaEvent;
import io.amgi.esm.event.KafkaEventDecoder;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.InboundRecord;
import io.amgi.server.MessageServer;

/**
 * Runs an AMGI application over the events of a Kafka event source mapping.
 */
public final class KafkaEventSourceMapping {

	private final KafkaEventDecoder decoder = new KafkaEventDecoder();

	private final MessageServer server;

	private final OnNack onNack;

	private final List<InvocationHook> hooks;

	private final AllowedEventSources allowedSources;

	private final UnaryOperator<List<? extends InboundRecord>> records;

	private KafkaEventSourceMapping(Builder builder) {
		this.server = builder.server;
		this.onNack = builder.onNack;
		this.hooks = builder.hooks;
		this.allowedSources = builder.allowedSources;
		this.records = builder.records;
	}

	/**
	 * Creates a builder.
	 * @param server the server that runs the application
	 * @return the builder
	 */
	public static Builder builder(MessageServer server) {
		return new Builder(server);
	}

	/**
	 * Handles one event: decodes it, runs the application over its records and answers
	 * Lambda.
	 * @param event the event's JSON in UTF-8
	 * @param context the context of Lambda's invocation, or {@code null} without Lambda
	 * @return the response for Lambda
	 * @throws InvalidKafkaEventException if the event is not one of a Kafka mapping; no
	 * record is handled then
	 * @throws UntrustedEventException if the event comes from a source that is not
	 * allowed; no record is handled then
	 * @throws NackException if records were not acknowledged and must fail the invocation
	 * @throws IllegalStateException after the server was shut down
	 */
	public BatchResponse handle(InputStream event, @Nullable Context context) {
		return invoke(event, context, this::respond);
	}

	/**
	 * Handles one event as {@link #handle} does, failed records logged, but returns the
	 * outcome for its records instead of the response.
	 * @param event the event's JSON in UTF-8
	 * @param context the context of Lambda's invocation, or {@code null} without Lambda
	 * @return the outcome
	 * @throws InvalidKafkaEventException if the event is not one of a Kafka mapping; no
	 * record is handled then
	 * @throws UntrustedEventException if the event comes from a source that is not
	 * allowed; no record is handled then
	 * @throws IllegalStateException after the server was shut down
	 */
	public BatchOutcome process(InputStream event, @Nullable Context context) {
		return invoke(event, context, Function.identity());
	}

	/**
	 * Returns the response that {@link #handle} gives for an outcome.
	 * @param outcome the outcome that {@link #process} has returned
	 * @return the response for Lambda
	 * @throws NackException if records were not acknowledged and must fail the invocation
	 * @throws IllegalStateException if stuck handlers take up the whole concurrency
	 */
	public BatchResponse respond(BatchOutcome outcome) {
		this.server.failIfStuck();
		return this.onNack.respond(outcome);
	}

	private <T> T invoke(InputStream event, @Nullable Context context, Function<BatchOutcome, T> answer) {
		return this.server.admit(() -> {
			KafkaEvent kafkaEvent = this.decoder.decode(event);
			this.allowedSources.check(kafkaEvent);
			return new InvocationHookChain(this.hooks, EventMetadata.of(kafkaEvent), context)
				.run(() -> answer.apply(this.server.process(batch(kafkaEvent, context), this.onNack::lines)));
		});
	}

	private InboundBatch batch(KafkaEvent event, @Nullable Context context) {
		return new InboundBatch(this.records.apply(event.records()), event.bootstrapServers(),
				EventSourceCluster.of(event), this.onNack.redelivery(), timeLeft(context),
				ScopeExtensions.of(event, context));
	}

	private static @Nullable Duration timeLeft(@Nullable Context context) {
		return (context != null) ? Duration.ofMillis(context.getRemainingTimeInMillis()) : null;
	}

	/**
	 * Builds a {@link KafkaEventSourceMapping}.
	 */
	public static final class Builder {

		private final MessageServer server;

		private OnNack onNack = OnNack.LOG;

		private List<InvocationHook> hooks = List.of();

		private AllowedEventSources allowedSources = AllowedEventSources.ANY;

		private UnaryOperator<List<? extends InboundRecord>> records = UnaryOperator.identity();

		private Builder(MessageServer server) {
			this.server = server;
		}

		/**
		 * Sets how to handle records that were not acknowledged. By default, they are
		 * logged.
		 * @param onNack the policy
		 * @return this builder
		 */
		public Builder onNack(OnNack onNack) {
			this.onNack = onNack;
			return this;
		}

		/**
		 * Sets the hooks that wrap each invocation.
		 * @param hooks the hooks, the outermost one first
		 * @return this builder
		 */
		public Builder invocationHooks(List<InvocationHook> hooks) {
			this.hooks = List.copyOf(hooks);
			return this;
		}

		/**
		 * Sets the sources that events may come from. By default, any.
		 * @param allowedSources the sources
		 * @return this builder
		 */
		public Builder allowedSources(AllowedEventSources allowedSources) {
			this.allowedSources = allowedSources;
			return this;
		}

		/**
		 * Sets what the application gets in place of an event's records, such as the
		 * records of dead letters. By default, the records themselves.
		 * @param records returns as many records in the same order, whose
		 * {@link InboundRecord#source() sources} are those of the event
		 * @return this builder
		 */
		public Builder records(UnaryOperator<List<? extends InboundRecord>> records) {
			this.records = records;
			return this;
		}

		/**
		 * Builds the mapping.
		 * @return the mapping
		 */
		public KafkaEventSourceMapping build() {
			return new KafkaEventSourceMapping(this);
		}

	}

}
