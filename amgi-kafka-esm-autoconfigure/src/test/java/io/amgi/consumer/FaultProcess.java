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

package io.amgi.consumer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerConfig;

import io.amgi.kafka.TestBroker;
import io.amgi.server.Ordering;

/**
 * A member in a JVM of its own, which writes the records that it has handled to a file.
 */
public final class FaultProcess {

	private FaultProcess() {
	}

	static Process start(TestGroup group, Path file) throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				FaultProcess.class.getName(), TestBroker.shared(), group.topic, group.groupId, file.toString())
			.redirectErrorStream(true)
			.redirectOutput(file.resolveSibling("output").toFile())
			.start();
	}

	/**
	 * Handles records until the process is killed.
	 */
	public static void main(String[] args) throws IOException {
		FileChannel file = FileChannel.open(Path.of(args[3]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		// Starts a new line, since the last process may have left an incomplete one.
		write(file, "\nstarted");
		new TestGroup(args[0], args[1], args[2]).config(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50)
			.backOff(Duration.ofMillis(5))
			.observe(observer(file))
			.start((event) -> write(file, "handled " + event.id()));
	}

	private static ObservedConsumer.Observer observer(FileChannel file) {
		return new ObservedConsumer.Observer() {

			@Override
			public void assigned(int partition) {
				write(file, "assigned " + partition);
			}

			@Override
			public void committed(int partition, long offset) {
				write(file, "committed %d %d".formatted(partition, offset));
			}

		};
	}

	private static void write(FileChannel file, String line) {
		try {
			file.write(ByteBuffer.wrap((line + ";\n").getBytes()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the complete lines that processes have written. The last line of each may
	 * be cut off.
	 */
	static List<String> lines(Path file) throws IOException {
		return Files.readAllLines(file)
			.stream()
			.filter((line) -> line.endsWith(";"))
			.map((line) -> line.substring(0, line.length() - 1))
			.toList();
	}

	/**
	 * Returns a ledger of the lines that processes have written.
	 */
	static FaultLedger ledger(Path file) throws IOException {
		FaultLedger ledger = new FaultLedger(NackPolicy.REPORT, Ordering.PARTITION);
		FaultLedger.Member member = ledger.member();
		for (String line : lines(file)) {
			String[] words = line.split(" ");
			switch (words[0]) {
				case "started" -> member = ledger.member();
				case "assigned" -> member.assigned(Integer.parseInt(words[1]));
				case "committed" -> member.committed(Integer.parseInt(words[1]), Long.parseLong(words[2]));
				case "handled" -> member.handled(words[1], "", false);
				default -> throw new IllegalStateException(line);
			}
		}
		return ledger;
	}

}
