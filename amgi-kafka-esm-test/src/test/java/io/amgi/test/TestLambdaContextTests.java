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

package io.amgi.test;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TestLambdaContextTests {

	@Test
	void remainingTimeIsWhatIsLeftOfTheLimit() {
		assertThat(new TestLambdaContext(Duration.ofMinutes(1)).getRemainingTimeInMillis()).isBetween(1, 60_000);
	}

	@Test
	void remainingTimeIsNeverNegative() {
		assertThat(new TestLambdaContext(Duration.ofMinutes(-1)).getRemainingTimeInMillis()).isZero();
	}

	@Test
	void eachInvocationKeepsARequestIdOfItsOwn() {
		Context context = new TestLambdaContext(Duration.ofMinutes(1));
		Context other = new TestLambdaContext(Duration.ofMinutes(1));
		assertThat(context.getAwsRequestId()).isEqualTo(context.getAwsRequestId())
			.isNotEqualTo(other.getAwsRequestId());
	}

	@Test
	void functionIsNamedAsInItsArn() {
		Context context = new TestLambdaContext(Duration.ofMinutes(1));
		assertThat(context.getInvokedFunctionArn()).endsWith(":" + context.getFunctionName());
	}

}
