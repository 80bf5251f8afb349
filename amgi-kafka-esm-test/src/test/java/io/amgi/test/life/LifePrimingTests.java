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

package io.amgi.test.life;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeBuilder;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of priming under the real runtime client.
 */
class LifePrimingTests {

	@Test
	void snapshotHoldsWhatWasPrimedAndNothingIsSentBeforeTheRestore() {
		EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1, "sent-out");
		broker.afterPropertiesSet();
		try (LambdaRuntimeEmulator lambda = primed().snapStart().start()) {
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "handled primed");
			lambda.restore();
			byte[] event = KafkaEvents.selfManaged()
				.bootstrapServers(broker.getBrokersAsString())
				.record("sent", "real")
				.toBytes();
			assertThat(lambda.invoke(event).text()).isEqualTo("{\"batchItemFailures\":[]}");
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "handled primed", "handled real",
					"producer opened");
			assertThat(lambda.output()).doesNotContain("priming was not complete");
		}
		finally {
			broker.destroy();
		}
	}

	@Test
	@Tag("long")
	void onDemandEnvironmentIsPrimedOnlyIfToldTo() {
		try (LambdaRuntimeEmulator lambda = primed().start()) {
			assertThat(LambdaLife.said(lambda)).containsExactly("startup");
		}
		try (LambdaRuntimeEmulator lambda = primed().environment("SPRING_AMGI_LAMBDA_PRIMING_MODE", "always").start()) {
			assertThat(LambdaLife.said(lambda)).containsExactly("startup", "handled primed");
		}
	}

	private static LambdaRuntimeBuilder primed() {
		return LambdaLife.of(PrimedSnapshotApplication.class).environment("SPRING_AMGI_LAMBDA_PRIMING_TIMEOUT", "8s");
	}

}
