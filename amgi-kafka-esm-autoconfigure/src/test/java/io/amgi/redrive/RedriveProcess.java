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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.util.Assert;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.autoconfigure.AmgiRedriveAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.TestBroker;

/**
 * A redrive in a JVM of its own, which writes the records that it has handled to a file.
 */
@ImportAutoConfiguration({ KafkaAutoConfiguration.class, AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class,
		AmgiRedriveAutoConfiguration.class })
public class RedriveProcess {

	private final Path file;

	RedriveProcess(@Value("${file}") Path file, @Value("${fault:false}") boolean fault) {
		Assert.state(!fault, "broken");
		this.file = file;
	}

	static Process start(TestLetters letters, Path file, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
						"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
						RedriveProcess.class.getName(), "--spring.kafka.bootstrap-servers=" + TestBroker.shared(),
						"--spring.kafka.consumer.group-id=" + letters.topic,
						"--spring.kafka.consumer.properties.session.timeout.ms=6000",
						"--spring.kafka.consumer.max-poll-records=20", "--topic=" + letters.topic,
						"--spring.amgi.redrive.topics=" + letters.deadLetters, "--file=" + file));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(file.resolveSibling("output").toFile())
			.start();
	}

	static String output(Path file) throws IOException {
		return Files.readString(file.resolveSibling("output"));
	}

	@AmgiChannel("${topic}")
	void handle(ConsumerRecord<String, String> record) throws IOException {
		if (record.value().equals("bad")) {
			throw new IllegalStateException("bad");
		}
		Files.writeString(this.file, record.offset() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
	}

	public static void main(String[] args) {
		SpringApplication.run(RedriveProcess.class, args);
	}

}
