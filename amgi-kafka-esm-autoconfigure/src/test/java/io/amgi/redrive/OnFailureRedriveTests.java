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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiRedriveAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.kafka.TestBroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Redrives of the documents that Lambda sends to on-failure destinations.
 */
@Timeout(300)
class OnFailureRedriveTests {

	private final TestLetters letters = new TestLetters();

	private final Handler handler = new Handler();

	private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

	@TempDir
	private Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class,
				AmgiAutoConfiguration.class, AmgiRedriveAutoConfiguration.class))
		.withPropertyValues("spring.kafka.bootstrap-servers=" + TestBroker.shared(),
				"spring.kafka.consumer.group-id=" + this.letters.topic,
				"spring.amgi.redrive.original-topics=" + this.letters.topic, "topic=" + this.letters.topic)
		.withBean(RedriveConsole.class, () -> new RedriveConsole(new PrintStream(this.lines), false))
		.withBean(Handler.class, () -> this.handler);

	@Test
	void recordOfAFileIsHandledAsLambdaDeliveredIt() throws IOException {
		write("document", TestDocument.document()
			.text(event(1, 7, "v").key("k").header("trace", 1).recordWith("timestamp", 1_700_000_000_000L)));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
		assertIsTheRecord(this.handler.records.get(0));
	}

	private void assertIsTheRecord(ConsumerRecord<String, String> record) {
		assertThat(record.topic()).isEqualTo(this.letters.topic);
		assertThat(record.partition()).isEqualTo(1);
		assertThat(record.offset()).isEqualTo(7);
		assertThat(record.timestamp()).isEqualTo(1_700_000_000_000L);
		assertThat(record.key()).isEqualTo("k");
		assertThat(record.value()).isEqualTo("v");
		assertThat(record.headers()).extracting((header) -> header.key()).containsExactly("trace");
	}

	@Test
	void fileIsHandledOnce() throws IOException {
		write("document", TestDocument.document().text(event(0, 7, "v")));
		runFiles();
		assertThat(runFiles()).isEqualTo(RedriveSummary.NONE);
		assertThat(this.handler.records).hasSize(1);
		assertThat(this.lines.toString()).contains("On-failure documents in files: 0, and 1 that are done");
	}

	@Test
	void documentsAreHandledInTheOrderOfTheirTimes() throws IOException {
		write("later", TestDocument.document().with("timestamp", "2026-11-14T10:00:02Z").text(event(0, 5, "b")));
		write("a/sooner", TestDocument.document().with("timestamp", "2026-11-14T10:00:01Z").text(event(0, 2, "a")));
		Files.setLastModifiedTime(
				write("unknown", TestDocument.document().with("timestamp", null).text(event(0, 9, "c"))),
				FileTime.from(Instant.parse("2026-11-14T10:00:03Z")));
		runFiles();
		assertThat(this.handler.records).extracting(ConsumerRecord::value).containsExactly("a", "b", "c");
	}

	@Test
	void patternChoosesFiles() throws IOException {
		write("failed-1.json", TestDocument.document().text(event(0, 1, "a")));
		write("failed-2.txt", TestDocument.document().text(event(0, 2, "b")));
		assertThat(run("spring.amgi.redrive.document-locations=" + this.directory + "/*.json"))
			.isEqualTo(new RedriveSummary(1, 0, 0, 0));
	}

	@Test
	void locationWithoutFilesIsRefusedAtTheStart() {
		assertThatExceptionOfType(RedriveException.class).isThrownBy(this::runFiles)
			.withMessage("There is no file at '%s'", this.directory);
	}

	@Test
	void filesWithoutAllowedTopicsAreRefusedAtTheStart() {
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> run("spring.amgi.redrive.document-locations=" + this.directory,
					"spring.amgi.redrive.original-topics="))
			.havingRootCause()
			.isInstanceOf(InvalidConfigurationPropertyValueException.class)
			.withMessageContaining("spring.amgi.redrive.original-topics");
	}

	@Test
	void recordThatFailsAgainBecomesADeadLetter() throws IOException {
		write("document", TestDocument.document().text(event(1, 7, "bad").key("k")));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 1, 0, 0));
		assertThat(runFiles()).isEqualTo(RedriveSummary.NONE);
		this.handler.fails = false;
		assertThat(run("spring.amgi.redrive.topics=" + this.letters.deadLetters))
			.isEqualTo(new RedriveSummary(1, 0, 0, 0));
		assertThat(this.handler.records).singleElement()
			.satisfies((record) -> assertThat(record.offset()).isEqualTo(7))
			.satisfies((record) -> assertThat(record.partition()).isOne());
	}

	@Test
	void recordThatFailsForTheLastTimeIsParked() throws IOException {
		write("document", TestDocument.document().text(event(1, 7, "bad")));
		assertThat(
				run("spring.amgi.redrive.document-locations=" + this.directory, "spring.amgi.redrive.max-attempts=1"))
			.isEqualTo(new RedriveSummary(0, 0, 1, 0));
		assertThat(TestBroker.consume(TestBroker.shared(), this.letters.parking, 1)).hasSize(1);
	}

	@Test
	void fileThatIsUnusableIsNamedAndKept() throws IOException {
		write("good", TestDocument.document().text(event(0, 1, "v")));
		write("broken", "{\"payload\":");
		write("other", TestDocument.document().text(EventJson.event().record("other", 0, 0).value("v")));
		write("damaged", TestDocument.document().text(event(0, 2, "v").recordWith("value", "%%%")));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(1, 0, 0, 0, 3, 0));
		assertThat(this.lines.toString()).contains("other unhandled: the topic of its records is not allowed")
			.contains("damaged unhandled: its record %s:0:2 is damaged".formatted(this.letters.topic))
			.contains("broken unhandled: Invalid Kafka event")
			.doesNotContain("%%%");
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 0, 0, 0, 3, 0));
	}

	@Test
	void documentIsHandledAsAWholeOrNotAtAll() throws IOException {
		write("document", TestDocument.document().text(event(0, 1, "v").record("other", 0, 0).value("v")));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 0, 0, 0, 1, 0));
		assertThat(this.handler.records).isEmpty();
	}

	@Test
	void fileThatIsTooLargeIsNamed() throws IOException {
		Path file = write("large", "");
		try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
			content.setLength(65L * 1024 * 1024);
		}
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 0, 0, 0, 1, 0));
		assertThat(this.lines.toString()).contains("it is larger than 64 MB");
	}

	@Test
	void fileOfTenMegabytesIsHandled() throws IOException {
		EventJson event = EventJson.event();
		IntStream.range(0, 1_000).forEach((i) -> event.record(this.letters.topic, 0, i).value("x".repeat(8_000)));
		Path file = write("document", TestDocument.document().text(event));
		assertThat(Files.size(file)).isGreaterThan(10 * 1024 * 1024);
		assertThat(runFiles()).isEqualTo(new RedriveSummary(1_000, 0, 0, 0));
		assertThat(this.handler.records).extracting(ConsumerRecord::offset).isSorted();
	}

	@Test
	void documentOfATopicIsHandledAsALetter() {
		send(TestDocument.document()
			.json(event(1, 7, "v").key("k").header("trace", 1).recordWith("timestamp", 1_700_000_000_000L)));
		assertThat(runTopic()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
		assertThat(runTopic()).isEqualTo(RedriveSummary.NONE);
		assertIsTheRecord(this.handler.records.get(0));
	}

	@Test
	void documentThatFailsAgainIsALetterInItsTopic() {
		send(TestDocument.document().json(event(1, 7, "bad").record(this.letters.topic, 1, 8).value("good")));
		assertThat(runTopic()).isEqualTo(new RedriveSummary(1, 1, 0, 0));
		this.handler.fails = false;
		assertThat(runTopic()).isEqualTo(new RedriveSummary(1, 0, 0, 0));
		assertThat(this.handler.records).extracting(ConsumerRecord::offset).containsExactly(8L, 7L);
	}

	@Test
	void documentOfATopicThatIsUnusableIsParkedAsItIs() {
		String document = TestDocument.document().json(event(0, 1, "v").record("other", 0, 0).value("v")).toString();
		this.letters.send(0, document, new RecordHeaders());
		assertThat(runTopic()).isEqualTo(new RedriveSummary(0, 0, 1, 0));
		assertThat(this.handler.records).isEmpty();
		assertThat(TestBroker.consume(TestBroker.shared(), this.letters.parking, 1)).singleElement()
			.satisfies((record) -> assertThat(new String(record.value())).isEqualTo(document));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{}", "{\"payload\":1}", "{\"payload\":{\"records\":{\"x\":[{}]}}}" })
	void valueThatIsNoDocumentIsParked(String value) {
		this.letters.send(0, value, new RecordHeaders());
		assertThat(runTopic()).isEqualTo(new RedriveSummary(0, 0, 1, 0));
		assertThat(this.lines.toString()).contains("its on-failure document cannot be handled");
	}

	@Test
	void recordsAreFetchedIfTheDocumentHasOnlyTheirPlaces() throws IOException {
		fillSource(6);
		write("document", places(1, 4, 4));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(4, 0, 0, 0));
		assertThat(this.handler.records).extracting(ConsumerRecord::value).containsExactly("1", "2", "3", "4");
		assertThat(this.handler.records).extracting(ConsumerRecord::offset).containsExactly(1L, 2L, 3L, 4L);
	}

	@Test
	void recordsThatRetentionHasRemovedAreNamed() throws Exception {
		fillSource(6);
		truncateSource(3);
		write("document", places(1, 4, 4));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(2, 0, 0, 0, 0, 2));
		assertThat(this.handler.records).extracting(ConsumerRecord::offset).containsExactly(3L, 4L);
		assertThat(this.lines.toString()).contains("topics: 2, among %s-0@1-2".formatted(this.letters.topic));
	}

	@Test
	void documentWhoseRecordsAreAllRemovedIsKept() throws Exception {
		fillSource(6);
		truncateSource(5);
		write("document", places(1, 4, 4));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 0, 0, 0, 1, 4));
		assertThat(this.lines.toString()).contains("none of its records is in its topic any more");
	}

	@Test
	void recordsThatAFilterMayHaveLeftOutAreNotHandled() throws IOException {
		fillSource(6);
		write("document", places(1, 4, 3));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 0, 0, 0, 1, 0));
		assertThat(this.lines.toString()).contains("its offsets hold more records than the 3 of its batch");
	}

	@Test
	void forgedPlacesAreRefused() throws IOException {
		fillSource(2);
		write("beyond", places(1, 4, 4));
		write("many", places(0, Long.MAX_VALUE / 100, 4));
		write("partition", TestDocument.document().records(this.letters.topic + "-77", 0, 0));
		write("topic", TestDocument.document().records(this.letters.deadLetters + "-0", 0, 0));
		assertThat(runFiles()).isEqualTo(new RedriveSummary(0, 0, 0, 0, 4, 0));
		assertThat(this.lines.toString()).contains("is beyond the end of its partition")
			.contains("it names more offsets than a batch has")
			.contains("-77 does not exist")
			.contains("the topic of its records is not allowed");
	}

	@Test
	void documentsAreCountedWithoutBeingHandled() throws IOException {
		write("document", TestDocument.document().text(event(0, 1, "v")));
		write("broken", "{");
		this.runner.withPropertyValues("spring.amgi.redrive.document-locations=" + this.directory)
			.run((context) -> assertThat(context.getBean(DeadLetterRedrive.class).count().counts()).hasSize(2)
				.containsEntry(new RedriveHistogram.Bar("(files)", this.letters.topic, null, "RetryAttemptsExhausted",
						Instant.parse("2026-11-14T10:00:00Z")), 1L));
		assertThat(this.handler.records).isEmpty();
		assertThat(runFiles()).isEqualTo(new RedriveSummary(1, 0, 0, 0, 1, 0));
	}

	@Test
	void fileThatTheFilterLeavesOutStays() throws IOException {
		write("document", TestDocument.document().text(event(0, 1, "v")));
		String location = "spring.amgi.redrive.document-locations=" + this.directory;
		assertThat(run(location, "spring.amgi.redrive.until=2020-01-01T00:00:00Z"))
			.isEqualTo(new RedriveSummary(0, 0, 0, 1));
		assertThat(run(location, "spring.amgi.redrive.exceptions=RetryAttemptsExhausted"))
			.isEqualTo(new RedriveSummary(1, 0, 0, 0));
	}

	private EventJson event(int partition, long offset, String value) {
		return EventJson.event().record(this.letters.topic, partition, offset).value(value);
	}

	private TestDocument places(long first, long last, int batchSize) {
		return TestDocument.document()
			.records(this.letters.topic + "-0", String.valueOf(first), String.valueOf(last))
			.batch("batchSize", batchSize);
	}

	private void fillSource(int count) {
		TestBroker.addTopic(this.letters.topic);
		IntStream.range(0, count)
			.forEach((i) -> this.letters.send(this.letters.topic, 0, String.valueOf(i), new RecordHeaders()));
	}

	private void truncateSource(long offset) throws Exception {
		try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestBroker.shared()))) {
			admin.deleteRecords(Map.of(new TopicPartition(this.letters.topic, 0), RecordsToDelete.beforeOffset(offset)))
				.all()
				.get();
		}
	}

	private void send(TestDocument document) {
		this.letters.send(0, document.toString(), new RecordHeaders());
	}

	private Path write(String name, Object content) throws IOException {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, content.toString());
	}

	private RedriveSummary runFiles() {
		return run("spring.amgi.redrive.document-locations=" + this.directory);
	}

	private RedriveSummary runTopic() {
		return run("spring.amgi.redrive.topics=" + this.letters.deadLetters);
	}

	private RedriveSummary run(String... properties) {
		List<RedriveSummary> summaries = new ArrayList<>();
		this.runner.withPropertyValues(properties)
			.run((context) -> summaries.add(context.getBean(DeadLetterRedrive.class).run()));
		return summaries.get(0);
	}

	static class Handler {

		final List<ConsumerRecord<String, String>> records = new CopyOnWriteArrayList<>();

		volatile boolean fails = true;

		@AmgiChannel("${topic}")
		void handle(ConsumerRecord<String, String> record) {
			if (this.fails && "bad".equals(record.value())) {
				throw new IllegalStateException("bad");
			}
			this.records.add(record);
		}

	}

}
