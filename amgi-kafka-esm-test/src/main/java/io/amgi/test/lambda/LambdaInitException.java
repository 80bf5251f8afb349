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

import org.jspecify.annotations.Nullable;

/**
 * Thrown if the function does not become ready because it reports an error, its process
 * ends, or it takes too long. The message ends with the output of the process.
 */
public class LambdaInitException extends RuntimeException {

	private final transient @Nullable LambdaError error;

	private final @Nullable Integer exitCode;

	LambdaInitException(String message, @Nullable LambdaError error, @Nullable Integer exitCode) {
		super(message);
		this.error = error;
		this.exitCode = exitCode;
	}

	/**
	 * Returns the error that the function reported.
	 * @return the error, or {@code null} if it reported none
	 */
	public @Nullable LambdaError error() {
		return this.error;
	}

	/**
	 * Returns the exit code of the process.
	 * @return the exit code, or {@code null} if the process did not end by itself
	 */
	public @Nullable Integer exitCode() {
		return this.exitCode;
	}

}
