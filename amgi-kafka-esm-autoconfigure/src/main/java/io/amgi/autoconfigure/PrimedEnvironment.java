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

import org.springframework.core.env.Environment;

import io.amgi.lambda.PrimingMode;

/**
 * Knows whether an application is primed where it runs. It is asked at run time and not
 * by a condition, which ahead-of-time processing would decide elsewhere.
 */
final class PrimedEnvironment {

	private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

	private PrimedEnvironment() {
	}

	// Tests and applications outside of Lambda have no first event to wait for.
	static boolean isPrimed(Environment environment, PrimingMode mode) {
		return environment.containsProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)
				&& mode.includes(environment.getProperty(INITIALIZATION_TYPE));
	}

}
