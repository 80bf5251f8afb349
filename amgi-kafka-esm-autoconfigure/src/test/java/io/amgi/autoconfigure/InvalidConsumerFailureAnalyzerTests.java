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

package io.amgi.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ApplicationContextException;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InvalidConsumerFailureAnalyzerTests {

	@Test
	void missingPolicyIsExplained() {
		FailureAnalysis analysis = analyze(new MockEnvironment());
		assertThat(analysis.getDescription()).isEqualTo(
				"The application cannot run as a Kafka consumer group: 'spring.amgi.on-nack' is not set, and its default would commit records that failed once.");
		assertThat(analysis.getAction()).isEqualTo(
				"Set 'spring.amgi.on-nack' to 'report' to handle failed records again, to 'error' to handle the whole poll again, or to 'log' to move on.");
	}

	@Test
	void lambdaIsExplained() {
		FailureAnalysis analysis = analyze(new MockEnvironment().withProperty("AWS_LAMBDA_RUNTIME_API", "here"));
		assertThat(analysis.getDescription()).isEqualTo(
				"The application cannot run as a Kafka consumer group: 'spring.amgi.consumer.enabled' is set on Lambda, where records come with events.");
		assertThat(analysis.getAction()).isEqualTo(
				"Remove 'spring.amgi.consumer.enabled=true' from what runs on Lambda, for instance by a profile.");
	}

	@Test
	void conflictIsExplained() {
		FailureAnalysis analysis = analyze(new MockEnvironment().withProperty("spring.amgi.on-nack", "log")
			.withProperty("spring.kafka.listener.ack-mode", "record"));
		assertThat(analysis.getDescription()).isEqualTo(
				"The application cannot run as a Kafka consumer group: 'spring.kafka.listener.ack-mode=record' contradicts it: offsets are committed by what became of the records.");
		assertThat(analysis.getAction()).isEqualTo(
				"Remove 'spring.kafka.listener.ack-mode'. A listener beside the consumer group can have a container factory of its own.");
	}

	private static FailureAnalysis analyze(MockEnvironment environment) {
		InvalidConsumerException failure = catchThrowableOfType(InvalidConsumerException.class,
				() -> new ConsumerRequirements(environment).check());
		return new InvalidConsumerFailureAnalyzer().analyze(new ApplicationContextException("Failed", failure));
	}

}
