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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.BatchResponse.BatchItemFailure;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestContext;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random events under all settings, checked against a plain sequential model. {@code
 * -Damgi.seed} repeats an earlier run, and {@code -Damgi.cases} sets the number of events
 * per setting.
 */
class ModelTests {

	private static final Map<OnNack, Redelivery> REDELIVERIES = Map.of(OnNack.LOG, Redelivery.NONE, OnNack.ERROR,
			Redelivery.BATCH, OnNack.REPORT, Redelivery.RECORDS);

	private static final long SEED = Long.getLong("amgi.seed", System.nanoTime());

	private static final int CASES = Integer.getInteger("amgi.cases", 6);

	private static final Executor threads = new WorkerThreadPool();

	private static ExecutorService broker;

	@BeforeAll
	static void printSeed() {
		System.out.println("Model tests with -Damgi.seed=" + SEED);
		broker = Executors.newFixedThreadPool(2);
	}

	@AfterAll
	static void closeBroker() {
		broker.shutdownNow();
	}

	static Stream<Arguments> settings() {
		List<Arguments> settings = new ArrayList<>();
		for (Ordering ordering : Ordering.values()) {
			for (int concurrency : new int[] { 1, 2, 16 }) {
				for (AfterFailure afterFailure : new AfterFailure[] { null, AfterFailure.CONTINUE,
						AfterFailure.STOP }) {
					for (OnNack onNack : OnNack.values()) {
						settings.add(Arguments.of(ordering, concurrency, afterFailure, onNack, false));
						settings.add(Arguments.of(ordering, concurrency, afterFailure, onNack, true));
					}
				}
			}
		}
		return settings.stream();
	}

	@ParameterizedTest
	@MethodSource("settings")
	void outcomeIsThatOfTheModel(Ordering ordering, int concurrency, AfterFailure afterFailure, OnNack onNack,
			boolean deadLetters) {
		ProcessingOptions processing = new ProcessingOptions(ordering, concurrency, afterFailure, Duration.ofSeconds(2),
				false);
		for (int number = 0; number < CASES; number++) {
			long seed = SEED + 31L * number;
			new Case(new Random(seed), processing, onNack, deadLetters).check("seed " + SEED + ", case " + number);
		}
	}

	private static final class Case {

		private final ProcessingOptions processing;

		private final OnNack onNack;

		private final boolean deadLetters;

		private final DeadLetterOn deadLetterOn;

		private final FailureScope stopping;

		private final Context context;

		private final Map<String, ModelRecord> records = new LinkedHashMap<>();

		private final ModelApplication application;

		private final AmgiApplication handling;

		private final List<ModelObserver> observers;

		Case(Random random, ProcessingOptions processing, OnNack onNack, boolean deadLetters) {
			this.deadLetters = deadLetters;
			this.deadLetterOn = random.nextBoolean() ? DeadLetterOn.FATAL : null;
			this.processing = processing;
			this.onNack = onNack;
			this.stopping = processing.failureScope(REDELIVERIES.get(onNack));
			this.context = random.nextBoolean() ? TestContext.endingIn(600_000) : null;
			generate(random);
			boolean middleware = random.nextBoolean();
			this.application = new ModelApplication((id) -> this.records.get(id).group(processing.ordering()),
					middleware || random.nextBoolean());
			AmgiApplication handling = random.nextBoolean() ? this.application
					: ModelChannels.of(this.application, broker, random);
			this.handling = middleware ? new ModelMiddleware(broker).wrap(handling) : handling;
			this.observers = Stream.generate(ModelObserver::new).limit(random.nextInt(3)).toList();
		}

		// Groups the records by map key, as an event does. Outcomes are in this order.
		private void generate(Random random) {
			int size = 1 + random.nextInt((random.nextInt(10) == 0) ? 500 : 40);
			int partitions = 1 + random.nextInt(8);
			int keys = random.nextBoolean() ? 3 : 100;
			Map<Integer, List<ModelRecord>> lists = new LinkedHashMap<>();
			for (int offset = 0; offset < size; offset++) {
				ModelRecord record = ModelRecord.random(random, offset, partitions, keys);
				lists.computeIfAbsent(record.partition(), (partition) -> new ArrayList<>()).add(record);
			}
			lists.values().forEach((list) -> list.forEach((record) -> this.records.put(record.id(), record)));
		}

		void check(String description) {
			Result result = handle();
			assertThat(this.application.violations).as(description).isEmpty();
			assertThat(this.application.started).as(description).doesNotHaveDuplicates();
			assertThat(startedByGroup()).as(description).isEqualTo(inTheirOrder());
			Map<String, String> nacks = isPredictable() ? predict() : observe(result, description);
			assertThat(result).as(description).isEqualTo(expected(nacks));
			assertThat(this.observers).as(description)
				.allSatisfy((observer) -> observer.check(this.records.keySet(), nacks.keySet()));
		}

		private boolean isPredictable() {
			return this.stopping != FailureScope.EVERYTHING || this.processing.concurrency() == 1;
		}

		private Map<Object, List<String>> startedByGroup() {
			return this.application.started.stream().collect(Collectors.groupingBy(this::group));
		}

		private Map<Object, List<String>> inTheirOrder() {
			Set<String> started = new HashSet<>(this.application.started);
			return this.records.keySet().stream().filter(started::contains).collect(Collectors.groupingBy(this::group));
		}

		private Object group(String id) {
			return this.records.get(id).group(this.processing.ordering());
		}

		private Result handle() {
			EventJson event = EventJson.event();
			this.records.values().forEach((record) -> record.addTo(event));
			TestMapping builder = TestMapping.builder(this.handling)
				.observers(List.copyOf(this.observers))
				.processing(this.processing)
				.onNack(this.onNack)
				.executor(threads)
				.messageSend(broker());
			if (this.deadLetters) {
				builder.deadLetters((letter, send) -> publish(letter.offset()), this.deadLetterOn);
			}
			KafkaEventSourceMapping mapping = builder.build();
			try {
				return new Result(mapping.handle(event.stream(), this.context), null);
			}
			catch (NackException ex) {
				return new Result(null, describe(ex.getNacks()));
			}
		}

		// The message lists only the first hundred.
		private String describe(List<RecordNack> nacks) {
			boolean counting = this.onNack == OnNack.ERROR && nacks.stream().anyMatch(RecordNack::isStopped);
			Stream<String> lines = nacks.stream()
				.filter((nack) -> !counting || !nack.isStopped())
				.map(RecordNack::toString);
			long stopped = nacks.stream().filter(RecordNack::isStopped).count();
			return Stream
				.concat(lines,
						Stream.of("Not attempted after that: %d records".formatted(stopped)).limit(counting ? 1 : 0))
				.collect(Collectors.joining("\n"));
		}

		private static MessageSend broker() {
			return (message) -> {
				CompletableFuture<Void> confirmation = new CompletableFuture<>();
				broker.execute(() -> confirm(message, confirmation));
				return confirmation;
			};
		}

		private static CompletableFuture<Void> publish(long offset) {
			return CompletableFuture.runAsync(() -> {
				if (!isPublishable(offset)) {
					throw new ModelApplication.UntracedException("not published");
				}
			}, broker);
		}

		private static boolean isPublishable(long offset) {
			return offset % 7 != 3;
		}

		private static void confirm(MessageSendEvent message, CompletableFuture<Void> confirmation) {
			if (message.address().equals("FAILED_SEND")) {
				confirmation.completeExceptionally(new ModelApplication.UntracedException("not sent"));
			}
			else {
				confirmation.complete(null);
			}
		}

		/**
		 * Predicts the outcome with a plain loop over the groups.
		 */
		private Map<String, String> predict() {
			Map<Object, List<ModelRecord>> groups = this.records.values()
				.stream()
				.collect(Collectors.groupingBy((record) -> record.group(this.processing.ordering()), LinkedHashMap::new,
						Collectors.toList()));
			Map<String, String> nacks = new HashMap<>();
			boolean stopped = false;
			for (List<ModelRecord> group : groups.values()) {
				boolean failed = false;
				for (ModelRecord record : group) {
					if (failed && this.stopping != FailureScope.NOTHING) {
						nacks.put(record.id(), "Not attempted: " + this.processing.ordering().failureBefore());
					}
					else if (stopped) {
						nacks.put(record.id(), "Not attempted: another record failed");
					}
					else if (record.failure() != null && !isGivenUp(record)) {
						nacks.put(record.id(), record.failure());
						failed |= !(this.onNack == OnNack.ERROR && isDeadLetter(record));
					}
				}
				stopped |= failed && this.stopping == FailureScope.EVERYTHING;
			}
			publishLast(nacks);
			return nacks;
		}

		private boolean isDeadLetter(ModelRecord record) {
			return this.deadLetters && !record.failsUndecided() && (this.deadLetterOn == null || record.failsFatally());
		}

		private boolean isGivenUp(ModelRecord record) {
			return this.onNack != OnNack.ERROR && isDeadLetter(record) && isPublishable(record.offset());
		}

		private void publishLast(Map<String, String> nacks) {
			if (this.onNack == OnNack.ERROR && nacks.entrySet()
				.stream()
				.allMatch((nack) -> isDeadLetter(this.records.get(nack.getKey()))
						&& !nack.getValue().startsWith("Not attempted"))) {
				nacks.keySet().removeIf((id) -> isPublishable(this.records.get(id).offset()));
			}
		}

		// The attempted records cannot be predicted, but everything else follows from
		// them.
		private Map<String, String> observe(Result result, String description) {
			List<String> lines = result.lines();
			Set<String> listed = this.records.values()
				.stream()
				.filter((record) -> lines.contains(line(record, record.failure())))
				.map(ModelRecord::id)
				.collect(Collectors.toSet());
			ModelObservation observation = new ModelObservation(this.records.values(),
					new HashSet<>(this.application.started), listed,
					lines.stream().noneMatch((line) -> line.startsWith("Not attempted")));
			observation.check(description, this.processing.ordering(), this.processing.concurrency(),
					(record) -> record.failure() != null && !isDeadLetter(record));
			Map<String, String> nacks = observation.nacks("Not attempted: another record failed");
			publishLast(nacks);
			return nacks;
		}

		private Result expected(Map<String, String> nacks) {
			List<ModelRecord> failed = this.records.values()
				.stream()
				.filter((record) -> nacks.containsKey(record.id()))
				.toList();
			// A dead letter that is not published leaves its record undecided.
			boolean undecided = nacks.values().stream().anyMatch((message) -> message.startsWith("Not attempted"))
					|| failed.stream().anyMatch((record) -> isDeadLetter(record) || record.failsUndecided());
			if (this.onNack == OnNack.REPORT) {
				return new Result(new BatchResponse(failed.stream()
					.map((record) -> new BatchItemFailure("orders-" + record.partition(), record.offset()))
					.toList()), null);
			}
			if (this.onNack == OnNack.LOG && !undecided || failed.isEmpty()) {
				return new Result(BatchResponse.SUCCESS, null);
			}
			return new Result(null, message(failed, nacks));
		}

		private String message(List<ModelRecord> failed, Map<String, String> nacks) {
			List<String> lines = new ArrayList<>();
			int stopped = 0;
			for (ModelRecord record : failed) {
				String message = nacks.get(record.id());
				if (this.onNack == OnNack.ERROR && message.startsWith("Not attempted")) {
					stopped++;
				}
				else {
					lines.add(line(record, message));
				}
			}
			if (stopped > 0) {
				lines.add("Not attempted after that: %d records".formatted(stopped));
			}
			return String.join("\n", lines);
		}

		private static String line(ModelRecord record, String message) {
			return "Failed to process record topic=orders, partition=%d, offset=%d, message=%s"
				.formatted(record.partition(), record.offset(), message);
		}

	}

	private record Result(BatchResponse response, String failure) {

		List<String> lines() {
			return (this.failure != null) ? this.failure.lines().toList() : List.of();
		}

	}

}
