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

package io.amgi.test.readme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaBroker;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.test.TestProducer;
import io.amgi.test.local.LocalKafka;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the console's output in the documentation with that of a run.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsoleOutputTests {

	private static final String SERVERS = "localhost:45123";

	private static final Pattern BLOCK = Pattern.compile("```\n(echo '(.+)' \\| .+)\n([^`]+)```");

	@Test
	void outputIsThatOfARun(CapturedOutput output) throws IOException {
		Matcher readme = BLOCK.matcher(Files.readString(Path.of("../README.md")));
		assertThat(readme.find()).isTrue();
		try (ConfigurableApplicationContext context = run()) {
			String servers = context.getBean(EmbeddedKafkaBroker.class).getBrokersAsString();
			send(servers, readme.group(2));
			Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> output.getOut().contains("  acked"));
			assertThat(output.getOut().replace(servers, SERVERS)).contains(readme.group(3))
				.contains(readme.group(1).replace(readme.group(2), "{}"))
				.contains(startUp());
		}
	}

	private static List<String> startUp() throws IOException {
		List<String> lines = Files.readAllLines(Path.of("../docs/local-development.md"));
		int start = lines.indexOf("Reading [orders] from " + SERVERS);
		return lines.subList(start, start + 2);
	}

	private static ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(OrdersFunction.class, LocalKafka.class)
			.properties("spring.amgi.on-nack=error", "logging.level.io.amgi=info")
			.run();
	}

	private static void send(String servers, String payload) {
		TestProducer.send(servers, "orders", payload);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class OrdersFunction {

		@AmgiChannel("orders")
		void placed(Order order, MessageSender sender) {
			sender.send(OutboundMessage.to("invoices").key(order.id()).payload(order));
		}

	}

	record Order(String id, int items) {
	}

}
