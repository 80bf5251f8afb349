package io.amgi.test.life;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaResult;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

class LifeConcurrencyTests {

	private static final int INVOCATIONS = 2000;

	@Test
	void everyInvocationGetsItsOwnResponse() {
		try (LambdaRuntimeEmulator lambda = LambdaLife.of(LifeApplication.class).maxConcurrency(8).start()) {
			List<CompletableFuture<LambdaResult>> results = IntStream.range(0, INVOCATIONS)
				.mapToObj((i) -> lambda.invokeAsync(event(i)))
				.toList();
			assertThat(results).extracting((result) -> words(result.join()))
				.containsExactlyElementsOf(
						IntStream.range(0, INVOCATIONS).mapToObj(LifeConcurrencyTests::expected).toList());
			assertThat(LambdaLife.paths(lambda)).containsOnlyOnce(LambdaLife.REGISTER);
		}
	}

	private static byte[] event(int invocation) {
		String value = ((invocation % 3 == 0) ? "bad " : "good ") + invocation;
		return KafkaEvents.msk().record("echo", (record) -> record.offset(invocation).value(value)).toBytes();
	}

	private static String expected(int invocation) {
		return (invocation % 3 == 0)
				? "Failed to process record topic=echo, partition=0, offset=%1$d, message=Refused bad %1$d after 1 startup"
					.formatted(invocation)
				: "{\"batchItemFailures\":[]}";
	}

	private static String words(LambdaResult result) {
		return (result.error() != null) ? result.error().message() : result.text();
	}

}
