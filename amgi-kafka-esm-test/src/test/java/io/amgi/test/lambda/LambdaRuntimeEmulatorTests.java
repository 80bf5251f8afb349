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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LambdaRuntimeEmulatorTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static LambdaRuntimeEmulator echo;

	private static LambdaRuntimeEmulator talking;

	@BeforeAll
	static void start() {
		echo = LambdaRuntimeEmulator.onClassPath().handler(LambdaHandlers.Echo.class).start();
		talking = LambdaRuntimeEmulator.onClassPath()
			.handler(Talking.class)
			.functionName("talking")
			.memorySize(1024)
			.mainClass(Talking.class)
			.environment("GREETING", "Hello")
			.environment("AWS_REGION", "eu-central-1")
			.jvmArguments("-Dcolour=blue")
			.start();
	}

	@AfterAll
	static void close() {
		echo.close();
		talking.close();
	}

	@Test
	void responseIsWhatTheHandlerWrote() {
		LambdaResult result = echo.invoke("\"händler\"");
		assertThat(result.outcome()).isEqualTo(LambdaOutcome.RESPONSE);
		assertThat(result.text()).isEqualTo("\"händler\"");
	}

	@Test
	void eventMayBeAStream() throws IOException {
		LambdaResult result = echo.invoke(new ByteArrayInputStream("[1]".getBytes(StandardCharsets.UTF_8)));
		assertThat(result.text()).isEqualTo("[1]");
	}

	@Test
	void eventAndResponseOfSixMegabytesPass() {
		byte[] event = new byte[6 * 1024 * 1024];
		assertThat(echo.invoke(event).response()).isEqualTo(event);
	}

	@Test
	void emptyResponseIsAResponse() {
		assertThat(echo.invoke("").response()).isEmpty();
	}

	@Test
	void everyInvocationHasItsOwnIds() {
		LambdaResult first = echo.invoke("1");
		LambdaResult second = echo.invoke("1");
		assertThat(first.requestId()).isNotEqualTo(second.requestId());
		assertThat(first.traceId()).isNotEqualTo(second.traceId());
	}

	@Test
	void handlerSeesRequestId() {
		LambdaResult result = talking.invoke("\"request\"");
		assertThat(result.text()).isEqualTo("\"%s\"", result.requestId());
	}

	@Test
	void handlerSeesTraceId() {
		LambdaResult result = talking.invoke("\"trace\"");
		assertThat(result.text()).isEqualTo("\"%s\"", result.traceId()).contains("Root=1-");
	}

	@Test
	void handlerSeesDeadline() {
		LambdaResult result = talking.invoke("\"remaining\"".getBytes(StandardCharsets.UTF_8), Duration.ofHours(1));
		assertThat(Integer.parseInt(result.text().replace("\"", ""))).isBetween(3_500_000, 3_600_000);
	}

	@Test
	void handlerSeesFunction() {
		assertThat(talking.invoke("\"function\"").text())
			.isEqualTo("\"talking $LATEST 1024 arn:aws:lambda:eu-central-1:123456789012:function:talking\"");
	}

	@Test
	void handlerSeesItsEnvironment() {
		assertThat(talking.invoke("\"environment\"").text()).isEqualTo("\"Hello on-demand %s\"",
				Talking.class.getName());
	}

	@Test
	void handlerDoesNotSeeTheEnvironmentOfTheTest() {
		assertThat(talking.invoke("\"environment names\"").text().replace("\"", "").split(" "))
			.allMatch((name) -> name.matches("(AWS_|LAMBDA_).*|PATH|HOME|TMPDIR|LANG|TZ|_HANDLER|MAIN_CLASS|GREETING"));
	}

	@Test
	void jvmRunsWithTheArgumentsOfLambdaAndMore() {
		assertThat(talking.invoke("\"jvm\"").text()).isEqualTo("\"Copy blue\"");
	}

	@Test
	void errorHasTypeMessageAndStackTrace() {
		LambdaResult result = talking.invoke("\"anything else\"");
		assertThat(result.outcome()).isEqualTo(LambdaOutcome.ERROR);
		assertThat(result.error()).isNotNull();
		assertThat(result.error().type()).isEqualTo("java.lang.IllegalArgumentException");
		assertThat(result.error().message()).isEqualTo("What is 'anything else'?");
		assertThat(result.error().stackTrace()).first().asString().contains("Talking.handleRequest");
	}

	@Test
	void errorHasNoText() {
		LambdaResult result = talking.invoke("\"anything else\"");
		assertThatIllegalStateException().isThrownBy(result::text)
			.withMessageContaining("What is 'anything else'?")
			.withMessageContaining(result.requestId());
	}

	@Test
	void functionGoesOnAfterAnError() {
		talking.invoke("\"anything else\"");
		assertThat(talking.invoke("\"jvm\"").outcome()).isEqualTo(LambdaOutcome.RESPONSE);
	}

	@Test
	void outputCanBeAwaited() {
		talking.invokeAsync("\"print\"");
		assertThat(talking.awaitLine("printed this", SOON)).isEqualTo("Talking has printed this");
		assertThat(talking.awaitLine("wrote this", SOON)).isEqualTo("Talking wrote this to standard error");
		assertThat(talking.output()).contains("Talking has printed this", "Talking wrote this to standard error");
	}

	@Test
	void lineThatDoesNotComeIsAnError() {
		assertThatIllegalStateException().isThrownBy(() -> echo.awaitLine("nobody says this", Duration.ZERO))
			.withMessageStartingWith("No line with 'nobody says this' within PT0S");
	}

	public static class Talking implements RequestHandler<String, String> {

		@Override
		public String handleRequest(String input, Context context) {
			return switch (input) {
				case "request" -> context.getAwsRequestId();
				case "trace" -> System.getProperty("com.amazonaws.xray.traceHeader");
				case "remaining" -> Integer.toString(context.getRemainingTimeInMillis());
				case "function" -> String.join(" ", context.getFunctionName(), context.getFunctionVersion(),
						Integer.toString(context.getMemoryLimitInMB()), context.getInvokedFunctionArn());
				case "environment" -> String.join(" ", System.getenv("GREETING"),
						System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"), System.getenv("MAIN_CLASS"));
				case "environment names" -> String.join(" ", System.getenv().keySet());
				case "jvm" -> ManagementFactory.getGarbageCollectorMXBeans().get(0).getName() + " "
						+ System.getProperty("colour");
				case "print" -> print();
				default -> throw new IllegalArgumentException("What is '%s'?".formatted(input));
			};
		}

		private String print() {
			System.out.println("Talking has printed this");
			System.err.println("Talking wrote this to standard error");
			return "";
		}

	}

}
