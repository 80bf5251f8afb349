package io.amgi.server;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.protocol.NonRetryableException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class FailureLogTests {

	private static final DeadLetterPublisher PUBLISHER = (letter, send) -> CompletableFuture.completedFuture(null);

	@Test
	void failureOfARecordThatComesAgainIsAWarning(CapturedOutput output) {
		log(new DeadLetters(null, null, Redelivery.RECORDS, NonRetryableExceptions.DEFAULT),
				new IllegalStateException("not yet"));
		assertThat(output).containsPattern("WARN .*Couldn't process record orders:0:1").contains("not yet");
	}

	@Test
	void failureOfARecordThatIsGivenUpIsAnError(CapturedOutput output) {
		DeadLetters fatal = new DeadLetters(PUBLISHER, DeadLetterOn.FATAL, Redelivery.RECORDS,
				NonRetryableExceptions.DEFAULT);
		log(fatal, new NonRetryableException("never"));
		assertThat(output).containsPattern("ERROR .*Couldn't process record orders:0:1").contains("never");
	}

	@Test
	void failureThatOnlyTheLogKnowsIsAnError(CapturedOutput output) {
		log(DeadLetters.NONE, new IllegalStateException("lost"));
		assertThat(output).containsPattern("ERROR .*Couldn't process record orders:0:1").contains("lost");
	}

	@Test
	void faultOfTheDeploymentIsAnErrorThoughItsRecordComesAgain(CapturedOutput output) {
		log(new DeadLetters(null, null, Redelivery.RECORDS, NonRetryableExceptions.DEFAULT),
				new NoClassDefFoundError("Missing"));
		assertThat(output).containsPattern("ERROR .*Couldn't process record orders:0:1").contains("Missing");
	}

	private static void log(DeadLetters deadLetters, Throwable cause) {
		new FailureLog(deadLetters).log("orders:0:1", cause);
	}

}
