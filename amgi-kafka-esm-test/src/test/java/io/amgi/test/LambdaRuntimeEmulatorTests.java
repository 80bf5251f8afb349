package io.amgi.test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LambdaRuntimeEmulatorTests {

	private static final Duration SOON = Duration.ofSeconds(20);

	private static LambdaRuntimeEmulator echo;

	@BeforeAll
	static void startEcho() {
		echo = LambdaRuntimeEmulator.onClassPath().handler(LambdaHandlers.Echo.class).start();
	}

	@AfterAll
	static void closeEcho() {
		echo.close();
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
	void eventOfSixMegabytesPasses() {
		byte[] event = new byte[6 * 1024 * 1024];
		assertThat(echo.invoke(event).response()).isEqualTo(event);
	}

	@Test
	void errorHasTypeMessageAndStackTrace() {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator.onClassPath()
			.handler(LambdaHandlers.Failing.class)
			.start()) {
			LambdaResult result = lambda.invoke("\"input\"");
			assertThat(result.outcome()).isEqualTo(LambdaOutcome.ERROR);
			assertThat(result.error().type()).isEqualTo("java.lang.IllegalArgumentException");
			assertThat(result.error().message()).isEqualTo("Bad input");
			assertThat(result.error().stackTrace()).first().asString().contains("Failing.handleRequest");
		}
	}

	@Test
	void sigtermRunsShutdownHooks() {
		try (LambdaRuntimeEmulator lambda = LambdaRuntimeEmulator.onClassPath()
			.handler(LambdaHandlers.WithShutdownHook.class)
			.start()) {
			lambda.sigterm();
			assertThat(lambda.awaitExit(SOON)).isEqualTo(143);
			assertThat(lambda.output()).contains("Closed properly");
		}
	}

}
