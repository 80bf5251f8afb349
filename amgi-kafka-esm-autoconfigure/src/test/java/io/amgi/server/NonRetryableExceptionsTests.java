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

import java.util.List;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import io.amgi.protocol.NonRetryableException;

import static org.assertj.core.api.Assertions.assertThat;

class NonRetryableExceptionsTests {

	private final NonRetryableExceptions failures = new NonRetryableExceptions(List.of(IllegalArgumentException.class));

	@Test
	void nonRetryableExceptionIsFatal() {
		assertThat(this.failures.contain(new NonRetryableException("no", null))).isTrue();
	}

	@Test
	void configuredTypeIsFatalWithItsSubtypes() {
		assertThat(this.failures.contain(new NumberFormatException())).isTrue();
	}

	@Test
	void causesCount() {
		assertThat(this.failures.contain(new CompletionException(new NonRetryableException("no")))).isTrue();
	}

	@Test
	void exceptionThatDefaultErrorHandlerDoesNotRetryIsFatal() {
		assertThat(this.failures.contain(new ClassCastException())).isTrue();
	}

	@Test
	void otherExceptionsAreNot() {
		assertThat(this.failures.contain(new IllegalStateException(new RuntimeException()))).isFalse();
		assertThat(this.failures.contain(null)).isFalse();
	}

	@Test
	void causesThatGoRoundInCirclesEnd() {
		Exception first = new Exception();
		Exception second = new Exception(first);
		first.initCause(second);
		assertThat(this.failures.contain(first)).isFalse();
	}

}
