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

package io.amgi.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.amgi.benchmarks.LocalBroker;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Writes the list of classes that priming loads for the first message: those of Kafka's
 * clients, Spring Kafka and the library that an unprimed function initializes for it, and
 * not before.
 */
public final class ProducerClassRecorder {

	private static final Pattern INITIALIZED = Pattern
		.compile("Initializing '((?:org/apache/kafka|org/springframework/kafka|io/amgi/kafka)/[\\w/$]+)'");

	private static final Path LIST = Path
		.of("amgi-kafka-esm-autoconfigure/src/main/resources/io/amgi/kafka/producer-classes.txt");

	private ProducerClassRecorder() {
	}

	/**
	 * Records and writes.
	 * @param args none
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] args) throws IOException {
		StartupOptions options = StartupOptions.of(args, 1);
		Path log = Files.createTempFile("classes", ".log");
		try (LocalBroker broker = LocalBroker.start("invoices")) {
			List<String> names = record(options, log, FirstEvent.SENDING.from(broker.servers()));
			Files.write(options.root().resolve(LIST), names);
			System.out.println(names.size() + " classes");
		}
		finally {
			Files.delete(log);
		}
	}

	private static List<String> record(StartupOptions options, Path log, byte[] event) throws IOException {
		Deployment recorded = Deployment.amgi(options.root()).with("recorded", "-Xlog:class+init=info:file=" + log);
		try (LambdaRuntimeEmulator lambda = recorded.start(options)) {
			List<String> before = initialized(log);
			Start.check(lambda.invoke(event));
			List<String> after = initialized(log);
			return after.subList(before.size(), after.size()).stream().distinct().toList();
		}
	}

	private static List<String> initialized(Path log) throws IOException {
		return INITIALIZED.matcher(Files.readString(log))
			.results()
			.map((MatchResult result) -> result.group(1).replace('/', '.'))
			.toList();
	}

}
