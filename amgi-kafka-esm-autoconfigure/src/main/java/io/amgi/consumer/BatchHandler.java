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

package io.amgi.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.amgi.kafka.InjectedSends;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.MessageServer;

/**
 * Lets the server handle batches of polled records, and waits for what the application
 * has sent on its own templates.
 */
final class BatchHandler {

	private final MessageServer server;

	private final InjectedSends injectedSends;

	private final String bootstrapServers;

	private final String cluster;

	private final NackPolicy onNack;

	BatchHandler(MessageServer server, InjectedSends injectedSends, SourceCluster source, NackPolicy onNack) {
		this.server = server;
		this.injectedSends = injectedSends;
		this.bootstrapServers = source.bootstrapServers();
		this.cluster = source.identity();
		this.onNack = onNack;
	}

	/**
	 * Handles a batch.
	 * @param records the records
	 * @param timeLeft the time until the next poll must begin
	 * @return the outcome for each record
	 * @throws IllegalStateException if nothing was handled, or sends were not confirmed
	 */
	BatchOutcome handle(List<ConsumedRecord> records, Duration timeLeft) {
		long end = System.nanoTime() + timeLeft.toNanos();
		return this.server.admit(() -> {
			try (AutoCloseable sends = this.injectedSends
				.open(() -> Duration.ofNanos(end - System.nanoTime()).toMillis())) {
				return this.server.process(batch(records, timeLeft), this.onNack::lines);
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex.getMessage(), ex);
			}
		});
	}

	private InboundBatch batch(List<ConsumedRecord> records, Duration timeLeft) {
		return new InboundBatch(records, this.bootstrapServers, this.cluster, this.onNack.redelivery(), timeLeft,
				Map.of("amgi.event_source", Map.of("bootstrapServers", this.bootstrapServers)));
	}

}
