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

package io.amgi.esm;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.amgi.esm.BatchResponse.BatchItemFailure;

import static org.assertj.core.api.Assertions.assertThat;

class BatchResponseTests {

	@Test
	void responseWithoutFailuresHasAnEmptyList() {
		assertThat(BatchResponse.SUCCESS.toJson()).asString().isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void failureIsIdentifiedByMapKeyAndOffset() {
		BatchResponse response = new BatchResponse(
				List.of(new BatchItemFailure("mytopic-01", 15), new BatchItemFailure("a\"b", Long.MAX_VALUE)));
		assertThat(response.toJson()).asString()
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"mytopic-01\",\"offset\":15}},"
					+ "{\"itemIdentifier\":{\"partition\":\"a\\\"b\",\"offset\":9223372036854775807}}]}");
	}

	@Test
	void largestResponseFitsIntoLambdasSixMegabytes() {
		String recordsKey = "t".repeat(249) + "-" + Integer.MAX_VALUE;
		BatchResponse response = new BatchResponse(
				Collections.nCopies(10_000, new BatchItemFailure(recordsKey, Long.MAX_VALUE)));
		assertThat(response.toJson()).hasSizeLessThan(6 * 1024 * 1024);
	}

}
