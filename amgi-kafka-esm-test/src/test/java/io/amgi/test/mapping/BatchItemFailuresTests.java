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

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.test.RecordId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BatchItemFailuresTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}",
			"{\"somethingElse\":1}" })
	void nothingIsNamed(String response) {
		assertThat(BatchItemFailures.parse(bytes(response))).isEmpty();
	}

	@Test
	void recordsAreNamedByKeyAndOffset() {
		assertThat(BatchItemFailures.parse(
				bytes("{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"orders-3\",\"offset\":1042}}]}")))
			.containsExactly(BatchItemFailures.Item.of(new RecordId("orders", 3, 1042)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{                                                                        | Response is not JSON
					"OK"                                                                     | Response is not a JSON object
					{"batchItemFailures":7}                                                  | Response has a 'batchItemFailures' that is not a list
					{"batchItemFailures":[{}]}                                               | Response has an 'itemIdentifier' without string 'partition' and number 'offset'
					{"batchItemFailures":[{"itemIdentifier":"a"}]}                           | Response has an 'itemIdentifier' without string 'partition' and number 'offset'
					{"batchItemFailures":[{"itemIdentifier":{"partition":"a"}}]}             | Response has an 'itemIdentifier' without string 'partition' and number 'offset'
					{"batchItemFailures":[{"itemIdentifier":{"partition":0,"offset":1}}]}    | Response has an 'itemIdentifier' without string 'partition' and number 'offset'
					{"batchItemFailures":[{"itemIdentifier":{"partition":"a","offset":"1"}}]}| Response has an 'itemIdentifier' without string 'partition' and number 'offset'
					""")
	void anythingElseIsAnError(String response, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> BatchItemFailures.parse(bytes(response)))
			.withMessage(message);
	}

	private static byte[] bytes(String response) {
		return response.getBytes(StandardCharsets.UTF_8);
	}

}
