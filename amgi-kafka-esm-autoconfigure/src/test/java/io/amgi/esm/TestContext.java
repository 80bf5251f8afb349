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

import com.amazonaws.services.lambda.runtime.Context;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

/**
 * Contexts of invocations that end at a set time.
 */
public final class TestContext {

	private TestContext() {
	}

	public static Context endingIn(long millis) {
		Context context = Mockito.mock(Context.class, Mockito.withSettings().stubOnly());
		// Read after the mock exists: loading Mockito must not use up the invocation's
		// time.
		long deadline = System.currentTimeMillis() + millis;
		BDDMockito.given(context.getRemainingTimeInMillis())
			.willAnswer((invocation) -> (int) (deadline - System.currentTimeMillis()));
		BDDMockito.given(context.getAwsRequestId()).willReturn("request");
		return context;
	}

}
