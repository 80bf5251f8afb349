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

package io.amgi.lambda;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The context of an invocation that there is none of: of the function, as far as it is
 * known at Init.
 */
final class PrimingContext implements Context {

	private static final String REQUEST_ID = "priming";

	private final Environment environment;

	private final long deadline;

	/**
	 * Creates a context.
	 * @param environment knows the function
	 * @param timeLeft the time that an invocation has
	 */
	PrimingContext(Environment environment, Duration timeLeft) {
		this.environment = environment;
		this.deadline = System.nanoTime() + timeLeft.toNanos();
	}

	@Override
	public String getAwsRequestId() {
		return REQUEST_ID;
	}

	@Override
	public String getLogGroupName() {
		return value("AWS_LAMBDA_LOG_GROUP_NAME");
	}

	@Override
	public String getLogStreamName() {
		return value("AWS_LAMBDA_LOG_STREAM_NAME");
	}

	@Override
	public String getFunctionName() {
		return value("AWS_LAMBDA_FUNCTION_NAME");
	}

	@Override
	public String getFunctionVersion() {
		return value("AWS_LAMBDA_FUNCTION_VERSION");
	}

	// Unknown during Init.
	@Override
	public String getInvokedFunctionArn() {
		return "";
	}

	@Override
	public @Nullable CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public @Nullable ClientContext getClientContext() {
		return null;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(this.deadline - System.nanoTime()));
	}

	@Override
	public int getMemoryLimitInMB() {
		return this.environment.getProperty("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.class, 0);
	}

	@Override
	public LambdaLogger getLogger() {
		return new ConsoleLogger();
	}

	private String value(String name) {
		return this.environment.getProperty(name, "");
	}

	/**
	 * Writes where Lambda's logger does.
	 */
	private static final class ConsoleLogger implements LambdaLogger {

		@Override
		public void log(String message) {
			System.out.println(message);
		}

		@Override
		public void log(byte[] message) {
			log(new String(message, StandardCharsets.UTF_8));
		}

	}

}
