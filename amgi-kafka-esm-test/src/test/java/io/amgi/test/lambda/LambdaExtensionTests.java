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

package io.amgi.test.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LambdaExtensionTests {

	private static final String REGISTER = "/2020-01-01/extension/register";

	private static final String EVENT_NEXT = "/2020-01-01/extension/event/next";

	private static final String INVOCATION_NEXT = "/2018-06-01/runtime/invocation/next";

	private static final Duration SOON = Duration.ofSeconds(20);

	@Test
	void extensionRegistersBeforeAnybodyCallsNext() {
		try (LambdaRuntimeEmulator lambda = extension().start()) {
			assertThat(lambda.calls()).extracting(LambdaCall::path)
				.startsWith(REGISTER)
				.containsExactlyInAnyOrder(REGISTER, EVENT_NEXT, INVOCATION_NEXT);
			assertThat(lambda.calls()).isSortedAccordingTo((one, other) -> one.at().compareTo(other.at()));
		}
	}

	@Test
	void registrationIsAnsweredWithTheFunction() {
		try (LambdaRuntimeEmulator lambda = extension().functionName("orders").start()) {
			assertThat(lambda.awaitLine("register:", SOON)).startsWith("register: 200 ")
				.contains("\"functionName\":\"orders\"")
				.contains("\"functionVersion\":\"$LATEST\"")
				.contains("\"handler\":\"%s\"".formatted(Extension.class.getName()));
		}
	}

	@Test
	void functionWithExtensionCanBeInvoked() {
		try (LambdaRuntimeEmulator lambda = extension().start()) {
			assertThat(lambda.invoke("1").text()).isEqualTo("1");
		}
	}

	@Test
	void initWaitsForTheExtension() {
		LambdaRuntimeBuilder builder = extension().environment("FORGET_NEXT", "true")
			.initTimeout(Duration.ofSeconds(3));
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(builder::start)
			.withMessageStartingWith("The function did not initialize: extension 'test' did not call next within PT3S");
	}

	@Test
	void secondRegistrationUnderTheSameNameIsForbidden() {
		try (LambdaRuntimeEmulator lambda = extension().environment("REGISTER_TWICE", "true").start()) {
			assertThat(lambda.awaitLine("register:", SOON)).startsWith("register: 200 ");
			assertThat(lambda.awaitLine("again:", SOON)).startsWith("again: 403 ");
		}
	}

	@Test
	void registrationAfterInitIsForbidden() {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator.onClassPath().handler(Late.class).start()) {
			lambda.invoke("1");
			assertThat(lambda.awaitLine("late:", SOON)).startsWith("late: 403");
		}
	}

	@Test
	void registrationMayBeRefused() {
		try (LambdaRuntimeEmulator lambda = extension().extensionRegister(LambdaAnswer.status(500)).start()) {
			assertThat(lambda.awaitLine("register:", SOON)).startsWith("register: 500 ");
			assertThat(lambda.calls()).extracting(LambdaCall::path).containsExactly(REGISTER, INVOCATION_NEXT);
		}
	}

	@Test
	void registrationMayHang() {
		try (LambdaRuntimeEmulator lambda = extension().extensionRegister(LambdaAnswer.never())
			.environment("REGISTER_TIMEOUT", "300")
			.start()) {
			assertThat(lambda.awaitLine("register:", SOON)).isEqualTo("register: timed out");
			assertThat(lambda.invoke("1").text()).isEqualTo("1");
		}
	}

	@Test
	void registrationMayBeAnsweredLate() {
		try (LambdaRuntimeEmulator lambda = extension().extensionRegister(LambdaAnswer.after(Duration.ofMillis(300)))
			.shutdownGrace(SOON)
			.start()) {
			assertThat(lambda.awaitLine("register:", SOON)).startsWith("register: 200 ");
			assertThat(lambda.shutdown().killed()).isFalse();
		}
	}

	@Test
	void initWaitsForTheExtensionThatGaveUpOnItsRegistration() {
		LambdaRuntimeBuilder builder = extension().extensionRegister(LambdaAnswer.after(SOON))
			.environment("REGISTER_TIMEOUT", "300")
			.initTimeout(Duration.ofSeconds(3));
		assertThatExceptionOfType(LambdaInitException.class).isThrownBy(builder::start)
			.withMessageContaining("extension 'test'");
	}

	@Test
	void nextMayBeRefused() {
		try (LambdaRuntimeEmulator lambda = extension().extensionNext(LambdaAnswer.status(403)).start()) {
			assertThat(lambda.awaitLine("next:", SOON)).startsWith("next: 403");
		}
	}

	@Test
	void shutdownIsSigtermWithAnExtension() {
		try (LambdaRuntimeEmulator lambda = extension().shutdownGrace(SOON).start()) {
			LambdaExit exit = lambda.shutdown();
			assertThat(exit.code()).isEqualTo(143);
			assertThat(exit.killed()).isFalse();
			assertThat(exit.took()).isPositive();
			assertThat(lambda.output()).contains("Hook runs");
		}
	}

	@Test
	void shutdownKillsAfterTheGraceTime() {
		try (LambdaRuntimeEmulator lambda = extension().environment("HOOK_BLOCKS", "true").start()) {
			LambdaExit exit = lambda.shutdown();
			assertThat(exit.code()).isEqualTo(137);
			assertThat(exit.killed()).isTrue();
			assertThat(exit.took()).isGreaterThanOrEqualTo(Duration.ofMillis(500));
		}
	}

	@Test
	void shutdownIsSigkillWithoutAnExtension() {
		try (LambdaRuntimeEmulator lambda = extension().extensionRegister(LambdaAnswer.status(403)).start()) {
			LambdaExit exit = lambda.shutdown();
			assertThat(exit.code()).isEqualTo(137);
			assertThat(exit.killed()).isTrue();
			assertThat(lambda.output()).doesNotContain("Hook runs");
		}
	}

	private LambdaRuntimeBuilder extension() {
		return LambdaRuntimeEmulator.onClassPath().handler(Extension.class);
	}

	static HttpURLConnection open(String path) throws IOException {
		URI uri = URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + path);
		return (HttpURLConnection) uri.toURL().openConnection();
	}

	static HttpURLConnection register(String title) throws IOException {
		HttpURLConnection connection = open(REGISTER);
		connection.setRequestProperty("Lambda-Extension-Name", "test");
		connection.setReadTimeout(Integer.parseInt(System.getenv().getOrDefault("REGISTER_TIMEOUT", "20000")));
		connection.setDoOutput(true);
		connection.getOutputStream().write("{\"events\":[]}".getBytes(StandardCharsets.UTF_8));
		print(title, connection);
		return connection;
	}

	static void print(String title, HttpURLConnection connection) throws IOException {
		try {
			int status = connection.getResponseCode();
			String body = (status == 200) ? new String(connection.getInputStream().readAllBytes()) : "";
			System.out.println("%s: %d %s".formatted(title, status, body));
		}
		catch (SocketTimeoutException ex) {
			System.out.println(title + ": timed out");
		}
	}

	public static class Extension extends LambdaHandlers.Echo {

		static {
			Runtime.getRuntime().addShutdownHook(new Thread(Extension::shutdown));
			try {
				start(register("register").getHeaderField("Lambda-Extension-Identifier"));
			}
			catch (IOException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		private static void start(String identifier) throws IOException {
			if (System.getenv("REGISTER_TWICE") != null) {
				register("again");
			}
			if (identifier != null && System.getenv("FORGET_NEXT") == null) {
				Thread thread = new Thread(() -> next(identifier));
				thread.setDaemon(true);
				thread.start();
			}
		}

		private static void next(String identifier) {
			try {
				HttpURLConnection connection = open(EVENT_NEXT);
				connection.setRequestProperty("Lambda-Extension-Identifier", identifier);
				print("next", connection);
			}
			catch (IOException ex) {
				System.out.println("next: " + ex);
			}
		}

		private static void shutdown() {
			System.out.println("Hook runs");
			if (System.getenv("HOOK_BLOCKS") != null) {
				LambdaHandlers.block();
			}
		}

	}

	public static class Late extends LambdaHandlers.Echo {

		@Override
		public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
			register("late");
		}

	}

}
