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

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.amgi.esm.BatchResponse.BatchItemFailure;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Delivers batches again until nothing fails, as Lambda does under either reading of its
 * documentation.
 */
@Timeout(120)
class RetryUntilSuccessTests {

	private static final long SEED = Long.getLong("amgi.seed", System.nanoTime());

	private static final int RECORDS = 60;

	private final Map<String, AtomicInteger> failuresLeft = new ConcurrentHashMap<>();

	private final Queue<String> handled = new ConcurrentLinkedQueue<>();

	private List<Record> records = List.of();

	static Stream<Arguments> modes() {
		return Stream.of(Ordering.values())
			.flatMap((ordering) -> Stream.of(AfterFailure.values())
				.flatMap((afterFailure) -> Stream.of(OnNack.ERROR, OnNack.REPORT)
					.flatMap((onNack) -> Stream.of(Reading.values())
						.map((reading) -> Arguments.of(ordering, afterFailure, onNack, reading)))));
	}

	@ParameterizedTest
	@MethodSource("modes")
	void everyRecordIsHandledAndOrderIsAsPromised(Ordering ordering, AfterFailure afterFailure, OnNack onNack,
			Reading reading) {
		int duplicates = 0;
		for (int number = 0; number < 10; number++) {
			generate(new Random(SEED + number));
			deliver(mapping(ordering, afterFailure, onNack, this::failSometimes), reading, null);
			assertThat(this.handled).as("seed " + SEED).containsAll(this.records.stream().map(Record::id).toList());
			if (afterFailure == AfterFailure.STOP) {
				assertThat(firstTimes(ordering)).as("seed " + SEED).isEqualTo(inOrder(ordering));
			}
			duplicates += this.handled.size() - this.records.size();
		}
		System.out.printf("%s %s %s %s: %d of %d records were handled again%n", onNack, ordering, afterFailure, reading,
				duplicates, 10 * RECORDS);
		if (isWithoutDuplicates(ordering, afterFailure, onNack, reading)) {
			assertThat(duplicates).isZero();
		}
	}

	// As in the documentation's table.
	private static boolean isWithoutDuplicates(Ordering ordering, AfterFailure afterFailure, OnNack onNack,
			Reading reading) {
		return onNack == OnNack.REPORT && (reading == Reading.NAMED_RECORDS
				|| ordering == Ordering.PARTITION && afterFailure == AfterFailure.STOP);
	}

	@Test
	void stuckHandlersLoseNothing() {
		generate(new Random(SEED));
		AtomicInteger stuck = new AtomicInteger(3);
		KafkaEventSourceMapping mapping = mapping(Ordering.KEY, AfterFailure.STOP, OnNack.REPORT, (id) -> {
			if (id.endsWith("7") && stuck.getAndDecrement() > 0) {
				stayOver(Duration.ofMillis(400));
			}
			return failSometimes(id);
		});
		deliver(mapping, Reading.FROM_THE_FIRST, Duration.ofMillis(200));
		assertThat(this.handled).as("seed " + SEED).containsAll(this.records.stream().map(Record::id).toList());
		assertThat(firstTimes(Ordering.KEY)).as("seed " + SEED).isEqualTo(inOrder(Ordering.KEY));
	}

	private void generate(Random random) {
		this.handled.clear();
		this.failuresLeft.clear();
		this.records = IntStream.range(0, RECORDS)
			.mapToObj((offset) -> new Record(random.nextInt(3), offset, "k" + random.nextInt(4)))
			.toList();
		this.records
			.forEach((record) -> this.failuresLeft.put(record.id(), new AtomicInteger(random.nextInt(20) - 17)));
	}

	private boolean failSometimes(String id) {
		Thread.yield();
		return this.failuresLeft.get(id).getAndDecrement() > 0;
	}

	private static void stayOver(Duration time) {
		long end = System.nanoTime() + time.toNanos();
		while (System.nanoTime() < end) {
			LockSupport.parkNanos(100_000);
			Thread.interrupted();
		}
	}

	private KafkaEventSourceMapping mapping(Ordering ordering, AfterFailure afterFailure, OnNack onNack,
			Handler handler) {
		return TestMapping.builder(application(handler))
			.onNack(onNack)
			.processing(new ProcessingOptions(ordering, 8, afterFailure, Duration.ofSeconds(2), false))
			.build();
	}

	private AmgiApplication application(Handler handler) {
		return (scope, receive, send) -> {
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				if (handler.fails(message.id())) {
					send.send(new MessageNackEvent(message.id(), "not yet"));
				}
				else {
					this.handled.add(message.id());
					send.send(new MessageAckEvent(message.id()));
				}
			}
			while (message.moreMessages());
		};
	}

	private void deliver(KafkaEventSourceMapping mapping, Reading reading, Duration timeout) {
		List<Record> batch = this.records;
		while (!batch.isEmpty()) {
			EventJson event = EventJson.event();
			batch.forEach((record) -> event.record("orders", record.partition(), record.offset()).key(record.key()));
			Context context = (timeout != null) ? TestContext.endingIn(timeout.toMillis()) : null;
			try {
				batch = reading.retry(batch, mapping.handle(event.stream(), context).batchItemFailures());
			}
			catch (NackException ex) {
				// The whole batch is delivered again.
			}
		}
	}

	private Map<Object, List<String>> firstTimes(Ordering ordering) {
		Map<String, Record> byId = this.records.stream().collect(Collectors.toMap(Record::id, (record) -> record));
		return this.handled.stream()
			.distinct()
			.collect(Collectors.groupingBy((id) -> byId.get(id).group(ordering), HashMap::new, Collectors.toList()));
	}

	private Map<Object, List<String>> inOrder(Ordering ordering) {
		return this.records.stream()
			.collect(Collectors.groupingBy((record) -> record.group(ordering), LinkedHashMap::new,
					Collectors.mapping(Record::id, Collectors.toList())));
	}

	private record Record(int partition, long offset, String key) {

		String id() {
			return "orders:" + this.partition + ":" + this.offset;
		}

		Object group(Ordering ordering) {
			return switch (ordering) {
				case PARTITION -> this.partition;
				case KEY -> this.partition + this.key;
				case UNORDERED -> id();
			};
		}

		BatchItemFailure failure() {
			return new BatchItemFailure("orders-" + this.partition, this.offset);
		}

	}

	/**
	 * The records that Lambda delivers again, under each reading of its documentation.
	 */
	private enum Reading {

		NAMED_RECORDS {

			@Override
			List<Record> retry(List<Record> batch, List<BatchItemFailure> failures) {
				return batch.stream().filter((record) -> failures.contains(record.failure())).toList();
			}

		},

		FROM_THE_FIRST {

			@Override
			List<Record> retry(List<Record> batch, List<BatchItemFailure> failures) {
				Map<String, Long> first = new HashMap<>();
				failures.forEach((failure) -> first.merge(failure.recordsKey(), failure.offset(), Math::min));
				List<Record> retried = new ArrayList<>(batch);
				retried.removeIf((record) -> record.offset() < first.getOrDefault("orders-" + record.partition(),
						Long.MAX_VALUE));
				return retried;
			}

		};

		abstract List<Record> retry(List<Record> batch, List<BatchItemFailure> failures);

	}

	private interface Handler {

		boolean fails(String id);

	}

}
