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

package io.amgi.test.mapping;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.event.KafkaEventDecoder;
import io.amgi.server.RecordNack;
import io.amgi.test.KafkaEvents;
import io.amgi.test.KafkaRecordSpec;
import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class OnFailureDestinationTests {

	private static final byte[] OK = new byte[0];

	private static final Instant TIMESTAMP = Instant.parse("2026-01-01T12:00:00.123Z");

	private final Recorded recorded = new Recorded();

	@Test
	void documentIsTheOneThatLambdaSends() {
		TestKafka kafka = TestKafka.topic(1).sendAt(TIMESTAMP, "key", "poison");
		String destination = kafka.newTopic("-failed");
		JsonNode document = JsonMapper.shared()
			.readTree(fail(kafka.mapping((settings) -> settings.maximumRetryAttempts(2)
				.eventSourceArn("arn:aws:kafka:x")
				.onFailureDestination("kafka://" + destination)), destination, 1).get(0).value());
		assertThat(document.propertyNames()).containsExactly("requestContext", "responseContext", "version",
				"timestamp", "KafkaBatchInfo", "payload");
		assertThat(document.path("requestContext").path("condition").asString()).isEqualTo("RetriesExhausted");
		assertThat(document.path("requestContext").path("approximateInvokeCount").asInt()).isEqualTo(3);
		assertThat(document.path("responseContext"))
			.hasToString("{\"statusCode\":200,\"executedVersion\":\"$LATEST\",\"functionError\":\"Unhandled\"}");
		assertThat(document.path("version").asString()).isEqualTo("1.0");
		assertThat(Instant.parse(document.path("timestamp").asString())).isAfter(TIMESTAMP);
		assertThat(document.path("KafkaBatchInfo")).hasToString("{\"batchSize\":1,"
				+ "\"eventSourceArn\":\"arn:aws:kafka:x\",\"bootstrapServers\":\"" + TestKafka.bootstrapServers()
				+ "\",\"payloadSize\":" + document.path("payload").toString().length()
				+ ",\"recordInfo\":{\"offset\":\"0\",\"timestamp\":\"2026-01-01T12:00:00.123Z\"}}");
	}

	@Test
	void documentHasTheEventOfItsRecord() {
		TestKafka kafka = TestKafka.topic(1).sendAt(TIMESTAMP, "key", "poison");
		String destination = kafka.newTopic("-failed");
		byte[] document = fail(
				kafka.mapping(
						(settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://" + destination)),
				destination, 1)
			.get(0)
			.value();
		String expected = KafkaEvents.selfManaged()
			.bootstrapServers(TestKafka.bootstrapServers())
			.record(kafka.topic(), (record) -> record.timestamp(TIMESTAMP).key("key").value("poison"))
			.toJson();
		assertThat(JsonMapper.shared().readTree(OnFailureDocument.parse(document).event()))
			.isEqualTo(JsonMapper.shared().readTree(expected));
	}

	@Test
	void documentHasTheRecordsOwnKey() {
		TestKafka kafka = TestKafka.topic(1).sendAt(Instant.now(), "key", "poison").send(0, "poison");
		String destination = kafka.newTopic("-failed");
		assertThat(fail(
				kafka.mapping(
						(settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://" + destination)),
				destination, 2))
			.extracting(ConsumerRecord::key)
			.containsExactly("key".getBytes(StandardCharsets.UTF_8), null);
	}

	@Test
	void poisonPillAloneIsThereAfterBisecting() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "b", "poison", "d");
		String destination = kafka.newTopic("-failed");
		List<ConsumerRecord<byte[], byte[]>> failed = fail(kafka.mapping((settings) -> settings.maximumRetryAttempts(1)
			.bisectBatchOnFunctionError()
			.onFailureDestination("kafka://" + destination)), destination, 1);
		assertThat(failed).extracting((record) -> offset(record.value())).containsExactly("2");
		Awaitility.await().untilAsserted(() -> assertThat(this.recorded.acked).hasSize(3));
	}

	@Test
	void wholeBatchIsThereWithoutBisecting() {
		TestKafka kafka = TestKafka.topic(1).send(0, "a", "poison", "c");
		String destination = kafka.newTopic("-failed");
		assertThat(fail(
				kafka.mapping(
						(settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://" + destination)),
				destination, 3))
			.extracting((record) -> offset(record.value()))
			.containsExactly("0", "1", "2");
	}

	@Test
	void retriesForEverAreTenWithADestination() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison");
		String destination = kafka.newTopic("-failed");
		byte[] document = fail(kafka.mapping((settings) -> settings.onFailureDestination("kafka://" + destination)),
				destination, 1)
			.get(0)
			.value();
		assertThat(OnFailureDocument.parse(document).approximateInvokeCount()).isEqualTo(11);
		assertThat(this.recorded.batches).hasSize(11);
	}

	@Test
	void tooLargeRecordHasNoResponse() {
		TestKafka kafka = TestKafka.topic(1).send(0, "b".repeat(3000));
		String destination = kafka.newTopic("-failed");
		byte[] document = fail(kafka.mapping((settings) -> settings.maximumPayloadSize(DataSize.ofBytes(2000))
			.onFailureDestination("kafka://" + destination)), destination, 1).get(0).value();
		assertThat(OnFailureDocument.parse(document).condition()).isEqualTo("MaximumPayloadSizeExceeded");
		assertThat(JsonMapper.shared().readTree(document).path("responseContext").isNull()).isTrue();
	}

	@Test
	void recordThatWasTooOldForTheFunctionHasNoResponse() {
		TestKafka kafka = TestKafka.topic(1).sendAt(Instant.now().minusSeconds(3600), "key", "old");
		String destination = kafka.newTopic("-failed");
		byte[] document = fail(kafka.mapping((settings) -> settings.maximumRecordAge(Duration.ofMinutes(1))
			.onFailureDestination("kafka://" + destination)), destination, 1).get(0).value();
		assertThat(OnFailureDocument.parse(document).condition()).isEqualTo("RecordAgeExceeded");
		assertThat(OnFailureDocument.parse(document).approximateInvokeCount()).isZero();
		assertThat(JsonMapper.shared().readTree(document).path("responseContext").isNull()).isTrue();
	}

	@Test
	void recordThatCannotBeSentThereIsNotCommitted() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison");
		try (LocalEventSourceMapping mapping = kafka
			.mapping((settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://no_such.topic"))
			.kafkaProperties(Map.of("max.request.size", 10))
			.listener(this.recorded)
			.function(OnFailureDestinationTests::poisoned)
			.start()) {
			Awaitility.await().until(() -> !this.recorded.batchFailures.isEmpty());
		}
		assertThat(kafka.committed(0)).isZero();
		assertThat(this.recorded.givenUp).isEmpty();
	}

	@Test
	void redriveReplaysTheRecord() throws Exception {
		byte[] document = documentOf("poison");
		List<String> values = new CopyOnWriteArrayList<>();
		OnFailureDocument.parse(document).redriveThrough((event) -> {
			values.addAll(TestEvent.parse(event).values());
			return OK;
		});
		assertThat(values).containsExactly("poison");
	}

	@Test
	void redriveThatFailsAgainSaysSo() {
		OnFailureDocument document = OnFailureDocument.parse(documentOf("poison"));
		assertThatIllegalStateException().isThrownBy(() -> document.redriveThrough(OnFailureDestinationTests::poisoned))
			.withMessage("poison");
		assertThatIllegalStateException().isThrownBy(() -> document.redriveThrough(
				(event) -> "{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"orders-0\",\"offset\":1}}]}"
					.getBytes(StandardCharsets.UTF_8)))
			.withMessage("The function has reported [offset 1 of orders-0] as failed again");
	}

	@Test
	void mappingOverTheTopicRedrivesAllOfIt() {
		TestKafka kafka = TestKafka.topic(1).send(0, "poison", "poison 2");
		String destination = kafka.newTopic("-failed");
		fail(kafka
			.mapping((settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://" + destination)),
				destination, 2);
		List<String> values = new CopyOnWriteArrayList<>();
		try (LocalEventSourceMapping mapping = LocalEventSourceMapping.builder()
			.bootstrapServers(TestKafka.bootstrapServers())
			.topics(destination)
			.consumerGroupId(kafka.group() + "-redrive")
			.function(OnFailureDocument.redrive((event) -> {
				values.addAll(TestEvent.parse(event).values());
				return OK;
			}))
			.start()) {
			Awaitility.await().until(() -> values.size() == 2);
		}
		assertThat(values).containsExactly("poison", "poison 2");
	}

	@Test
	void documentOfABucketHasTheEventAsText() throws Exception {
		String event = KafkaEvents.msk().records("orders", 0, "a", "b").toJson();
		String document = """
				{
				  "requestContext": {
				    "requestId": "316aa6d0-8154-xmpl-9af7-85d5f4a6bc81",
				    "functionArn": "arn:aws:lambda:us-east-1:123456789012:function:myfunction:$LATEST",
				    "condition": "RetriesExhausted",
				    "approximateInvokeCount": 4
				  },
				  "responseContext": { "statusCode": 200, "executedVersion": "$LATEST", "functionError": "Unhandled" },
				  "version": "1.0",
				  "timestamp": "2019-11-14T00:38:06.021Z",
				  "KafkaBatchInfo": {
				    "batchSize": 2,
				    "eventSourceArn": "arn:aws:kafka:us-east-1:123456789012:cluster/vpc-2priv-2pub/751d2973",
				    "bootstrapServers": "...",
				    "payloadSize": 2039086,
				    "recordInfo": { "firstRecordOffset": "0", "lastRecordOffset": "1" }
				  },
				  "payload": %s
				}
				""".formatted(JsonMapper.shared().writeValueAsString(event));
		OnFailureDocument parsed = OnFailureDocument.parse(document.getBytes(StandardCharsets.UTF_8));
		assertThat(parsed.condition()).isEqualTo("RetriesExhausted");
		assertThat(parsed.approximateInvokeCount()).isEqualTo(4);
		assertThat(parsed.event()).asString(StandardCharsets.UTF_8).isEqualTo(event);
		List<String> values = new CopyOnWriteArrayList<>();
		parsed.redriveThrough((redriven) -> {
			values.addAll(TestEvent.parse(redriven).values());
			return OK;
		});
		assertThat(values).containsExactly("a", "b");
	}

	@Test
	void redriveGoesOnPastFailingDocumentsAndNamesThem() {
		List<String> values = new CopyOnWriteArrayList<>();
		LambdaFunction redrive = OnFailureDocument.redrive((event) -> {
			values.addAll(TestEvent.parse(event).values());
			return poisoned(event);
		});
		byte[] event = KafkaEvents.selfManaged()
			.records("failed", 0, document("a"), document("poison"), "no document", document("b"), "{}")
			.record("failed", KafkaRecordSpec::tombstone)
			.record("failed", (record) -> record.value(document("c")))
			.toBytes();
		assertThatIllegalStateException().isThrownBy(() -> redrive.invoke(event))
			.withMessage("4 of 7 documents have failed again: failed:0:1 (poison), "
					+ "failed:0:2 (The document is not JSON), "
					+ "failed:0:4 (The document has no event in 'payload': it cannot be redriven), "
					+ "failed:0:5 (The document has no event in 'payload': it cannot be redriven)")
			.satisfies((ex) -> assertThat(ex.getSuppressed()).hasSize(4));
		assertThat(values).containsExactly("a", "poison", "b", "c");
	}

	@Test
	void redriveNamesWhatAnApplicationRefusesUnderLog() {
		ObservableFunction refusing = (event, observation) -> {
			observation.nacked(new KafkaEventDecoder().decode(new ByteArrayInputStream(event))
				.records()
				.stream()
				.filter((record) -> Arrays.equals(record.value(), "poison".getBytes(StandardCharsets.UTF_8)))
				.map((record) -> new RecordNack(record, "refused", null))
				.toList());
			return "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);
		};
		byte[] event = KafkaEvents.selfManaged()
			.records("failed", 0, document("a"), document("poison"), document("b"))
			.toBytes();
		assertThatIllegalStateException().isThrownBy(() -> OnFailureDocument.redrive(refusing).invoke(event))
			.withMessage("1 of 3 documents have failed again: failed:0:1 "
					+ "(The function has reported [orders:0:0: refused] as failed again)");
	}

	@Test
	void redriveStartsAndClosesItsFunction() {
		List<String> calls = new CopyOnWriteArrayList<>();
		ObservableFunction function = new ObservableFunction() {

			@Override
			public byte[] invoke(byte[] event, Observation observation) {
				return OK;
			}

			@Override
			public void start(String bootstrapServers, Map<String, Object> kafkaProperties) {
				calls.add("started at " + bootstrapServers);
			}

			@Override
			public void close() {
				calls.add("closed");
			}

		};
		try (LambdaFunction redrive = OnFailureDocument.redrive(function)) {
			((ObservableFunction) redrive).start("localhost:9092", Map.of());
		}
		assertThat(calls).containsExactly("started at localhost:9092", "closed");
	}

	@Test
	void listenersAreToldWhichDocumentsHaveFailed() {
		FailureReasons reasons = FailureReasons
			.of(new RedriveException(Map.of(new RecordId("failed", 0, 1), new IllegalStateException("poison")), 2));
		assertThat(reasons.apply(new RecordId("failed", 0, 1))).isEqualTo("poison");
		assertThat(FailureReasons.isOfAcknowledged(reasons.apply(new RecordId("failed", 0, 2)))).isTrue();
	}

	private static byte[] document(String value) {
		return ("{\"payload\":" + KafkaEvents.selfManaged().record("orders", value).toJson() + "}")
			.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void redriveOfAFunctionWithAnyOtherResponseSucceeds() throws Exception {
		OnFailureDocument.parse(documentOf("poison"))
			.redriveThrough((event) -> "\"OK\"".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void redriveTakesTheRecordsOwnValueAlone() throws Exception {
		byte[] document = documentOf("poison");
		List<String> values = new CopyOnWriteArrayList<>();
		OnFailureDocument.redrive((event) -> {
			values.addAll(TestEvent.parse(event).values());
			return OK;
		})
			.invoke(KafkaEvents.selfManaged()
				.record("failed", (record) -> record.value(document).header("value", "no document"))
				.toBytes());
		assertThat(values).containsExactly("poison");
	}

	@Test
	void documentWithoutEventCannotBeRedriven() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> OnFailureDocument.parse("{\"version\":\"1.0\"}".getBytes(StandardCharsets.UTF_8)))
			.withMessageContaining("cannot be redriven");
	}

	@Test
	void sourceTopicIsNoDestination() {
		assertThatIllegalStateException()
			.isThrownBy(() -> LocalEventSourceMapping.builder()
				.topics("orders")
				.settings((settings) -> settings.onFailureDestination("kafka://orders"))
				.function((event) -> OK)
				.start())
			.withMessage("The on-failure destination must not be a source topic");
	}

	private byte[] documentOf(String value) {
		TestKafka kafka = TestKafka.topic(1).send(0, value);
		String destination = kafka.newTopic("-failed");
		return fail(
				kafka.mapping(
						(settings) -> settings.maximumRetryAttempts(0).onFailureDestination("kafka://" + destination)),
				destination, 1)
			.get(0)
			.value();
	}

	private List<ConsumerRecord<byte[], byte[]>> fail(LocalEventSourceMapping.Builder mapping, String destination,
			int count) {
		try (LocalEventSourceMapping running = mapping.listener(this.recorded)
			.function(OnFailureDestinationTests::poisoned)
			.start()) {
			Awaitility.await().until(() -> this.recorded.givenUp.size() == count);
			return TestKafka.read(destination, count);
		}
	}

	private static String offset(byte[] document) {
		return JsonMapper.shared()
			.readTree(document)
			.path("KafkaBatchInfo")
			.path("recordInfo")
			.path("offset")
			.asString();
	}

	private static byte[] poisoned(byte[] event) {
		if (TestEvent.parse(event).values().stream().anyMatch((value) -> value.startsWith("poison"))) {
			throw new IllegalStateException("poison");
		}
		return OK;
	}

}
