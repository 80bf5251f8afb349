package io.amgi.test.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.KafkaEvents;
import io.amgi.test.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

class LifeSnapStartTests {

	private static final String RESTORE_NEXT = "/2018-06-01/runtime/restore/next";

	private static final String TOPIC = "outbound";

	private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1, TOPIC);

	@BeforeAll
	static void start() {
		BROKER.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		BROKER.destroy();
	}

	@Test
	void lifeGoesOnAfterTheRestore() {
		try (LambdaRuntimeEmulator lambda = snapshot()) {
			assertThat(LambdaLife.paths(lambda)).containsExactly(RESTORE_NEXT);
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "producer opened",
					"sent before the checkpoint", "producer closed");
			lambda.restore();
			assertThat(
					lambda.invoke(KafkaEvents.selfManaged().record("forwarded", "after the restore").toBytes()).text())
				.isEqualTo("{\"batchItemFailures\":[]}");
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "producer opened",
					"sent before the checkpoint", "producer closed", "producer opened", "sent after the restore");
			assertThat(received()).containsExactly("before the checkpoint", "after the restore");
		}
	}

	private static LambdaRuntimeEmulator snapshot() {
		return LambdaLife.of(SnapshotApplication.class)
			.snapStart()
			.environment("SPRING_KAFKA_BOOTSTRAPSERVERS", BROKER.getBrokersAsString())
			.environment("TOPIC", TOPIC)
			.start();
	}

	private static List<String> received() {
		List<String> values = new ArrayList<>();
		try (Consumer<String, String> consumer = new DefaultKafkaConsumerFactory<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.getBrokersAsString(),
						ConsumerConfig.GROUP_ID_CONFIG, "test", ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
				new StringDeserializer(), new StringDeserializer())
			.createConsumer()) {
			consumer.subscribe(List.of(TOPIC));
			Awaitility.await().atMost(LambdaLife.SOON).until(() -> {
				consumer.poll(Duration.ofMillis(100))
					.forEach((ConsumerRecord<String, String> record) -> values.add(record.value()));
				return values.size() >= 2;
			});
		}
		return values;
	}

}
