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

package io.amgi.samples.orders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the deployment package and Spring Boot's executable jar handle dead letters
 * as the documentation describes.
 */
@Timeout(300)
class OrdersRedriveIT {

	private static final EmbeddedKafkaKraftBroker BROKER = new EmbeddedKafkaKraftBroker(1, 1, SentInvoices.TOPIC,
			"orders-dlt", "orders-dlt-parked");

	@TempDir
	private Path directory;

	@BeforeAll
	static void start() {
		BROKER.afterPropertiesSet();
	}

	@AfterAll
	static void stop() {
		BROKER.destroy();
	}

	@Test
	void lettersAreHandledByTheDeploymentPackage() throws Exception {
		publish(0, order("A-1"));
		assertThat(redrive("-cp", "target/orders-lambda:target/orders-lambda/lib/*",
				"io.amgi.samples.orders.OrdersApplication"))
			.as(output())
			.isZero();
		assertThat(output()).contains("Redrive finished: 1 acknowledged, 0 failed again, 0 parked, 0 passed over");
		assertThat(SentInvoices.read(BROKER.getBrokersAsString()))
			.contains("A-1 {\"orderId\":\"A-1\",\"total\":49.00}");
	}

	@Test
	void lettersAreHandledByTheExecutableJar() throws Exception {
		publish(1, order("A-2"));
		publish(2, "{\"id\":\"A-3\",\"items\":[]}");
		assertThat(redrive("-jar", "target/orders-exec.jar", "--spring.amgi.redrive.max-attempts=1")).as(output())
			.isOne();
		assertThat(output()).contains("Redrive finished: 1 acknowledged, 0 failed again, 1 parked, 0 passed over");
	}

	private static String order(String id) {
		return "{\"id\":\"%s\",\"items\":[{\"article\":\"teapot\",\"quantity\":2,\"price\":24.50}]}".formatted(id);
	}

	private int redrive(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(List.of(arguments));
		command.add("--spring.kafka.bootstrap-servers=" + BROKER.getBrokersAsString());
		command.add("--spring.amgi.redrive.topics=orders-dlt");
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("output").toFile())
			.start()
			.waitFor();
	}

	private String output() throws IOException {
		Path output = this.directory.resolve("output");
		return Files.exists(output) ? Files.readString(output) : "";
	}

	private static void publish(long offset, String order) throws Exception {
		ProducerRecord<String, String> letter = new ProducerRecord<>("orders-dlt", order);
		Headers headers = letter.headers();
		headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, "orders".getBytes(StandardCharsets.UTF_8));
		headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(0).array());
		headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(offset).array());
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.getBrokersAsString()), new StringSerializer(),
				new StringSerializer())) {
			producer.send(letter).get();
		}
	}

}
