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

package io.amgi.lambda;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ShutdownExtensionTests {

	private static final String REGISTERED = """
			HTTP/1.1 200 OK\r
			lambda-extension-identifier: id-1\r
			Content-Length: 2\r
			\r
			{}""";

	private static final String EVENT = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

	@Test
	void registersForNoEventsAndAsksForTheNext() throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED)) {
			start(api);
			assertThat(request(api)).startsWith("POST /2020-01-01/extension/register HTTP/1.1\n")
				.contains("Lambda-Extension-Name: amgi-kafka-esm\n")
				.contains("Content-Length: %d\n".formatted("{\"events\":[]}".length()));
			assertThat(request(api)).startsWith("GET /2020-01-01/extension/event/next HTTP/1.1\n")
				.contains("Lambda-Extension-Identifier: id-1\n");
		}
	}

	@Test
	void asksAgainAfterEachEvent() throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED, EVENT, EVENT)) {
			start(api);
			request(api);
			for (int i = 0; i < 3; i++) {
				assertThat(request(api)).startsWith("GET ");
			}
		}
	}

	@Test
	void asksAgainAfterAFailureAndWarnsOnce(CapturedOutput output) throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED, "HTTP/1.1 500 Oops\r\n\r\n", "", EVENT)) {
			start(api);
			request(api);
			for (int i = 0; i < 4; i++) {
				assertThat(request(api)).startsWith("GET ");
			}
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("The shutdown extension's call")))
			.singleElement()
			.asString()
			.contains("WARN")
			.endsWith("is answered with 500");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 500 Oops\r\n\r\n", EVENT })
	void pausesAfterEachAnswer(String answer) throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED, answer)) {
			start(api);
			request(api);
			request(api);
			assertThat(request(api)).startsWith("GET ");
			api.times().take();
			long answered = api.times().take();
			assertThat(Duration.ofNanos(api.times().take() - answered)).isGreaterThan(Duration.ofMillis(900));
		}
	}

	@Test
	void extensionDoesNotKeepTheJvmAlive() throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED)) {
			start(api);
			assertThat(Thread.getAllStackTraces().keySet())
				.filteredOn((thread) -> thread.getName().equals("amgi-shutdown-extension"))
				.isNotEmpty()
				.allMatch(Thread::isDaemon);
		}
	}

	@Test
	void registersOncePerJvm() throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED, EVENT)) {
			startOnLambda(api);
			startOnLambda(api);
			assertThat(request(api)).startsWith("POST ");
			assertThat(request(api)).startsWith("GET ");
			assertThat(request(api)).startsWith("GET ");
		}
	}

	@Test
	void refusalIsAnInfo(CapturedOutput output) throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi("HTTP/1.1 403 Forbidden\r\n\r\n")) {
			start(api);
		}
		assertThat(output).contains("INFO")
			.contains("Without shutdown extension, there will be no SIGTERM: its registration was answered with 403")
			.doesNotContain("WARN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 500 Oops\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 302 Found\r\n\r\n",
			"SSH-2.0-OpenSSH\r\n", "" })
	void anyOtherAnswerIsAWarning(String answer, CapturedOutput output) throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(answer)) {
			start(api);
		}
		assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).singleElement()
			.asString()
			.contains("Without shutdown extension, there will be no SIGTERM");
	}

	// Far below what Init has, and far above the 700 ms.
	@Test
	@Timeout(10)
	void silenceIsAWarningAndDoesNotHoldTheStartUp(CapturedOutput output) throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi()) {
			startOnLambda(api);
		}
		assertThat(output).contains("WARN")
			.contains("Without shutdown extension, there will be no SIGTERM")
			.contains("was not answered within 700 ms");
	}

	@Test
	void asksForTheNextAfterALateAnswer() throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi()) {
			startOnLambda(api);
			request(api);
			api.answerLate(REGISTERED);
			assertThat(request(api)).startsWith("GET /2020-01-01/extension/event/next HTTP/1.1\n");
		}
	}

	@Test
	void nobodyThereIsAWarning(CapturedOutput output) throws Exception {
		FakeExtensionsApi api = new FakeExtensionsApi();
		api.close();
		start(api);
		assertThat(output).contains("WARN").contains("java.net.ConnectException");
	}

	// Far below the minutes after which the system gives up, and far above the 200 ms.
	@Test
	@Timeout(8)
	void nobodyWhoAcceptsTheConnectionIsAWarning(CapturedOutput output) throws Exception {
		List<Socket> backlog = new ArrayList<>();
		try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fill(busy, backlog);
			ShutdownExtension.start("127.0.0.1:" + busy.getLocalPort()).awaitAnswer(30_000);
			assertThat(output).contains("WARN").containsIgnoringCase("connect timed out");
		}
		for (Socket socket : backlog) {
			socket.close();
		}
	}

	private static void fill(ServerSocket server, List<Socket> backlog) throws IOException {
		try {
			while (true) {
				Socket socket = new Socket();
				backlog.add(socket);
				socket.connect(server.getLocalSocketAddress(), 100);
			}
		}
		catch (SocketTimeoutException ex) {
			// No other connection is accepted.
		}
	}

	@Test
	void nothingIsRegisteredForASnapshot() throws Exception {
		try (FakeExtensionsApi api = new FakeExtensionsApi(REGISTERED)) {
			start(environment(api).withProperty("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"));
			start(environment(api).withProperty("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"));
			request(api);
			assertThat(request(api)).startsWith("GET ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ":9001", "127.0.0.1:", "127.0.0.1:port", "127.0.0.1:-1", "127.0.0.1:99999",
			"127.0.0.1:9999999999", "http://127.0.0.1:9001", "127.0.0.1:9001/", "::1:9001", "a b:9001" })
	void addressThatIsNoneIsAWarningAndDoesNotFailTheStartUp(String address, CapturedOutput output) {
		start(new MockEnvironment().withProperty("AWS_LAMBDA_RUNTIME_API", address));
		assertThat(output).contains("WARN")
			.contains(
					"Without shutdown extension, there will be no SIGTERM: AWS_LAMBDA_RUNTIME_API is not 'host:port' but '"
							+ address + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[::1]:9001", "localhost", "169.254.100.1:9001" })
	void addressMayBeOfAnyKind(String address) {
		assertThat(ExtensionsApi.of(address)).isNotNull();
	}

	@Test
	void nothingIsRegisteredElsewhere(CapturedOutput output) {
		start(new MockEnvironment());
		assertThat(output).isEmpty();
	}

	private static String request(FakeExtensionsApi api) throws InterruptedException {
		return api.requests().poll(30, TimeUnit.SECONDS);
	}

	// Waits for the answer, however slow this machine is.
	private static void start(FakeExtensionsApi api) {
		ShutdownExtension extension = ShutdownExtension.start(api.address());
		assertThat(extension).isNotNull();
		extension.awaitAnswer(30_000);
	}

	private static MockEnvironment environment(FakeExtensionsApi api) {
		return new MockEnvironment().withProperty("AWS_LAMBDA_RUNTIME_API", api.address());
	}

	private static void startOnLambda(FakeExtensionsApi api) {
		start(environment(api));
	}

	private static void start(MockEnvironment environment) {
		ShutdownExtensionRegistrar registrar = new ShutdownExtensionRegistrar(environment);
		registrar.afterPropertiesSet();
		registrar.afterSingletonsInstantiated();
	}

}
