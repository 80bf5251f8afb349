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

package io.amgi.test.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Result of one invocation.
 *
 * @param requestId the request id that the function saw
 * @param traceId the X-Ray trace id that the function saw
 * @param outcome how it ended
 * @param response the response, with {@link LambdaOutcome#RESPONSE} only
 * @param error the error, with {@link LambdaOutcome#ERROR} only
 * @param exitCode the exit code of the process, with {@link LambdaOutcome#EXITED} only
 */
public record LambdaResult(String requestId, String traceId, LambdaOutcome outcome, byte @Nullable [] response,
		@Nullable LambdaError error, @Nullable Integer exitCode) {

	/**
	 * Returns the response as text.
	 * @return the response, decoded as UTF-8
	 * @throws IllegalStateException if the function did not answer
	 */
	public String text() {
		Assert.state(this.response != null, () -> "There is no response: " + this);
		return new String(this.response, StandardCharsets.UTF_8);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LambdaResult that && this.requestId.equals(that.requestId)
				&& this.traceId.equals(that.traceId) && this.outcome == that.outcome
				&& Arrays.equals(this.response, that.response) && Objects.equals(this.error, that.error)
				&& Objects.equals(this.exitCode, that.exitCode);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.requestId, this.outcome, Arrays.hashCode(this.response));
	}

	@Override
	public String toString() {
		return "LambdaResult[%s %s%s]".formatted(this.requestId, this.outcome, details());
	}

	private String details() {
		return switch (this.outcome) {
			case RESPONSE -> " of %d bytes".formatted((this.response != null) ? this.response.length : 0);
			case ERROR -> " " + this.error;
			case TIMED_OUT -> "";
			case EXITED -> " with code " + this.exitCode;
		};
	}

}
