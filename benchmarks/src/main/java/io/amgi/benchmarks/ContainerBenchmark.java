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

package io.amgi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.Assert;
import org.springframework.util.FileSystemUtils;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

/**
 * Compares the container image of the sample, with and without the recording of the
 * training run, with deployment packages, in turns under the real runtime client.
 * Measures the time from the start of the process to the end of the first invocation.
 */
public final class ContainerBenchmark {

	private static final int ROUNDS = 10;

	private static final Path ROOT = Path.of("..");

	private static final String INVOKER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker";

	// A function of 1 GB, of which the heap is a part.
	private static final String MEMORY = "-XX:MaxRAM=1g";

	private final Map<String, Supplier<LambdaRuntimeBuilder>> functions = new LinkedHashMap<>();

	private final String servers;

	private ContainerBenchmark(String servers, Path unrecorded) throws IOException {
		this.servers = servers;
		Path plain = ROOT.resolve("benchmarks/plain-orders/target/plain-orders-lambda");
		if (Files.isDirectory(plain)) {
			this.functions.put("plain function, package",
					() -> inPackage(plain, "io.amgi.benchmarks.plain.PlainOrdersApplication"));
		}
		this.functions.put("sample, package",
				() -> inPackage(ROOT.resolve("samples/orders/target/orders-lambda"), sample()));
		Path container = ROOT.resolve("samples/orders/target/container");
		FileSystemUtils.copyRecursively(container, unrecorded);
		FileSystemUtils.deleteRecursively(unrecorded.resolve("archive"));
		Assert.state(unrecorded.resolve("entrypoint.sh").toFile().setExecutable(true), "Cannot be executed");
		this.functions.put("sample, image without archive", () -> inContainer(unrecorded));
		this.functions.put("sample, image", () -> inContainer(container));
	}

	/**
	 * Measures and prints.
	 * @param args none
	 * @throws IOException if the files of the image cannot be copied
	 */
	public static void main(String[] args) throws IOException {
		LoggingSystem.get(ContainerBenchmark.class.getClassLoader())
			.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
		Path unrecorded = Files.createTempDirectory("unrecorded-");
		try (LocalBroker broker = LocalBroker.start("invoices")) {
			ContainerBenchmark benchmark = new ContainerBenchmark(broker.servers(), unrecorded);
			benchmark.measure("nothing sent", "order-cancellations", "{\"orderId\":\"A-1\",\"reason\":\"too late\"}");
			benchmark.measure("an invoice sent", "orders",
					"{\"id\":\"A-1\",\"items\":[{\"article\":\"teapot\",\"quantity\":2,\"price\":24.50}]}");
		}
		finally {
			FileSystemUtils.deleteRecursively(unrecorded);
		}
	}

	private static String sample() {
		return "io.amgi.samples.orders.OrdersApplication";
	}

	private LambdaRuntimeBuilder inPackage(Path directory, String mainClass) {
		return LambdaRuntimeEmulator.inDirectory(directory)
			.mainClass(mainClass)
			.jvmArguments(MEMORY, "-XX:MaxRAMPercentage=85", "-Dspring.kafka.bootstrap-servers=" + this.servers);
	}

	private LambdaRuntimeBuilder inContainer(Path directory) {
		return LambdaRuntimeEmulator.inContainer(directory, "./entrypoint.sh", INVOKER)
			.mainClass(sample())
			.jvmArguments(MEMORY);
	}

	private void measure(String title, String topic, String value) {
		byte[] event = KafkaEvents.selfManaged()
			.bootstrapServers(this.servers)
			.record(topic, (record) -> record.key("A-1").value(value))
			.toBytes();
		LongSupplier[] starts = this.functions.values()
			.stream()
			.map((function) -> (LongSupplier) () -> start(function.get(), event))
			.toArray(LongSupplier[]::new);
		print(title, List.copyOf(this.functions.keySet()), Rounds.measure(1, ROUNDS, starts));
	}

	private static long start(LambdaRuntimeBuilder function, byte[] event) {
		try (LambdaRuntimeEmulator lambda = function.start()) {
			long before = System.nanoTime();
			String response = lambda.invoke(event).text();
			long first = System.nanoTime() - before;
			Assert.state(response.equals("{\"batchItemFailures\":[]}"), response);
			return lambda.initDuration().toNanos() + first;
		}
	}

	private static void print(String title, List<String> names, Rounds rounds) {
		System.out.printf("| JDK %d, %s | ms | ratio |%n|---|---|---|%n", Runtime.version().feature(), title);
		for (int i = 0; i < names.size(); i++) {
			System.out.printf(Locale.ROOT, "| %s | %.0f | %.2f |%n", names.get(i), rounds.micros(i) / 1e3,
					rounds.ratio(i, 0));
		}
	}

}
