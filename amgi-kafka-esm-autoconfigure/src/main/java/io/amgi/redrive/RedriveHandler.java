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

package io.amgi.redrive;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.amgi.kafka.InjectedSends;
import io.amgi.server.BatchOutcome;
import io.amgi.server.InboundBatch;
import io.amgi.server.MessageServer;
import io.amgi.server.Redelivery;

/**
 * Lets the server handle records of dead letters, and waits for what the application has
 * sent on its own templates.
 */
public final class RedriveHandler {

	private final MessageServer server;

	private final InjectedSends injectedSends;

	private final RedriveSource source;

	/**
	 * Creates a handler.
	 * @param server the server that runs the application, with a {@link RedrivePublisher}
	 * @param injectedSends what the application sends on its own templates
	 * @param source the cluster that letters come from
	 */
	public RedriveHandler(MessageServer server, InjectedSends injectedSends, RedriveSource source) {
		this.server = server;
		this.injectedSends = injectedSends;
		this.source = source;
	}

	BatchOutcome handle(List<RedriveRecord> records, Duration timeLeft) {
		long end = System.nanoTime() + timeLeft.toNanos();
		return this.server.admit(() -> {
			try (AutoCloseable sends = this.injectedSends
				.open(() -> Duration.ofNanos(end - System.nanoTime()).toMillis())) {
				return this.server.process(batch(records, timeLeft));
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex.getMessage(), ex);
			}
		});
	}

	private InboundBatch batch(List<RedriveRecord> records, Duration timeLeft) {
		String servers = this.source.bootstrapServers();
		return new InboundBatch(records, servers, this.source.cluster(), Redelivery.NONE, timeLeft,
				Map.of("amgi.event_source", Map.of("bootstrapServers", servers)));
	}

}
