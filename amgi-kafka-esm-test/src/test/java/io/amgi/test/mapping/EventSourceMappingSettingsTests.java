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

package io.amgi.test.mapping;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventSourceMappingSettingsTests {

	private final EventSourceMappingSettings defaults = EventSourceMappingSettings.defaults();

	@Test
	void batchesAreThoseOfAws() {
		assertThat(this.defaults.batchSize()).isEqualTo(100);
		assertThat(this.defaults.maximumBatchingWindow()).isEqualTo(Duration.ofMillis(500));
		assertThat(this.defaults.maximumPayloadSize()).isEqualTo(DataSize.ofMegabytes(6));
		assertThat(this.defaults.startingPosition()).isEqualTo(StartingPosition.TRIM_HORIZON);
	}

	@Test
	void failedBatchesComeAgainForEverOnceASecond() {
		assertThat(this.defaults.maximumRetryAttempts()).isEqualTo(-1);
		assertThat(this.defaults.maximumRecordAge()).isNull();
		assertThat(this.defaults.bisectBatchOnFunctionError()).isFalse();
		assertThat(this.defaults.onFailureDestination()).isNull();
		assertThat(this.defaults.retryDelay()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void responsesAreNotRead() {
		assertThat(this.defaults.functionResponseTypes()).isEmpty();
		assertThat(this.defaults.partialBatchReading()).isEqualTo(PartialBatchReading.NAMED_OFFSETS);
	}

	@Test
	void oneBatchIsDeliveredAtATime() {
		assertThat(this.defaults.pollers()).isEqualTo(1);
		assertThat(this.defaults.concurrentInvocations()).isEqualTo(1);
	}

	@Test
	void eventIsNotLargerThanLambdaTakes() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> EventSourceMappingSettings
				.of((settings) -> settings.maximumPayloadSize(DataSize.ofBytes(6 * 1024 * 1024 + 1))))
			.withMessageContaining("'maximumPayloadSize' must be from 1 to 6291456");
	}

}
