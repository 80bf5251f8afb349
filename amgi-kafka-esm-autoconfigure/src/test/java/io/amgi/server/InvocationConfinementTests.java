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

package io.amgi.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Test;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.SendEvent;

import static org.assertj.core.api.Assertions.assertThat;

class InvocationConfinementTests {

	private static final int INVOCATIONS = 10_000;

	private static final int THREADS = 16;

	private final Set<String> sent = ConcurrentHashMap.newKeySet();

	private final Set<Integer> opened = ConcurrentHashMap.newKeySet();

	private final Set<Integer> closed = ConcurrentHashMap.newKeySet();

	private final KafkaEventSourceMapping mapping = TestMapping.builder(deciding())
		.onNack(OnNack.ERROR)
		.messageSend((message) -> {
			this.sent.add(message.address());
			Thread.yield();
			return CompletableFuture.completedFuture(null);
		})
		.invocationHooks(List.of((event, context) -> {
			int invocation = Integer.parseInt(event.bootstrapServers());
			this.opened.add(invocation);
			return () -> this.closed.add(invocation);
		}))
		.build();

	@Test
	void invocationsAtTheSameTimeDoNotMeet() throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(THREADS);
		try {
			List<Callable<String>> calls = new ArrayList<>();
			for (int i = 0; i < INVOCATIONS; i++) {
				int invocation = i;
				calls.add(() -> handle(invocation));
			}
			List<Future<String>> results = executor.invokeAll(calls);
			for (int i = 0; i < INVOCATIONS; i++) {
				assertThat(results.get(i).get()).isEqualTo(expected(i));
			}
		}
		finally {
			executor.shutdownNow();
		}
		assertThat(this.sent).hasSize(2 * INVOCATIONS / 5);
		assertThat(this.opened).hasSize(INVOCATIONS);
		assertThat(this.closed).hasSize(INVOCATIONS);
	}

	// All invocations have records of the same partitions; only their offsets and
	// payloads
	// tell them apart.
	private String handle(int invocation) {
		EventJson event = EventJson.event().with("bootstrapServers", Integer.toString(invocation));
		event.record("orders", 0, 2L * invocation).value("%d:0".formatted(invocation));
		event.record("orders", 1, 2L * invocation + 1).value("%d:1".formatted(invocation));
		try {
			return new String(this.mapping.handle(event.stream(), null).toJson());
		}
		catch (NackException ex) {
			return ex.getMessage();
		}
	}

	private AmgiApplication deciding() {
		return (scope, receive, send) -> {
			MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
			String payload = new String(message.payload());
			int invocation = Integer.parseInt(payload.split(":")[0]);
			if (ThreadLocalRandom.current().nextBoolean()) {
				Thread.yield();
			}
			switch (invocation % 5) {
				case 0 -> send.send(new MessageNackEvent(message.id(), "refused " + payload));
				case 1 -> throw new NoTraceException("thrown by " + payload);
				case 2 ->
					send.send(sending(payload)).thenRun(() -> send.send(new MessageAckEvent(message.id()))).join();
				case 3 -> send.send(new MessageAckEvent(message.id()));
				default -> assertThat(scope.state().put("scratch", payload)).isNull();
			}
		};
	}

	private static SendEvent sending(String payload) {
		return new MessageSendEvent("invoices-" + payload, List.of(), null, Map.of());
	}

	private static String expected(int invocation) {
		return switch (invocation % 5) {
			case 0 -> lines(invocation, "refused %1$d:%2$d");
			case 1 -> lines(invocation, "thrown by %1$d:%2$d");
			case 2, 3 -> "{\"batchItemFailures\":[]}";
			default -> lines(invocation, "Ack not received");
		};
	}

	private static String lines(int invocation, String message) {
		return line(invocation, 0, message) + "\n" + line(invocation, 1, message);
	}

	private static String line(int invocation, int partition, String message) {
		return "Failed to process record topic=orders, partition=%d, offset=%d, message=%s".formatted(partition,
				2L * invocation + partition, message.formatted(invocation, partition));
	}

	static class NoTraceException extends RuntimeException {

		NoTraceException(String message) {
			super(message, null, false, false);
		}

	}

}
