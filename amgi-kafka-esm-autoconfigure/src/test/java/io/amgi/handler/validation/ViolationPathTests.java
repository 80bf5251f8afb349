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

package io.amgi.handler.validation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

class ViolationPathTests {

	@ParameterizedTest
	@CsvSource({ "id, id", "prices[secret], prices[*]", "prices[4111].amount, prices[*].amount",
			"prices[se].c[ret].amount, prices[*].amount" })
	void textThatAnApplicationsValidatorPutsInBracketsIsMasked(String field, String path) {
		assertThat(ViolationPath.of(new FieldError("cart", field, "must be positive"))).isEqualTo(path);
	}

}
