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
