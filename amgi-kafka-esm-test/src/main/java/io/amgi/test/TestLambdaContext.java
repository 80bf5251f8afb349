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
import java.util.UUID;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Lambda's {@link Context} of one invocation, for tests. It has a random request id and a
 * time limit that counts down. The function is named {@value #FUNCTION_NAME}.
 */
public class TestLambdaContext implements Context {

	/**
	 * The function's name.
	 */
	public static final String FUNCTION_NAME = "local";

	/**
	 * The function's version.
	 */
	public static final String FUNCTION_VERSION = "$LATEST";

	/**
	 * The function's ARN, without its version.
	 */
	public static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:" + FUNCTION_NAME;

	private final String requestId = UUID.randomUUID().toString();

	private final long deadline;

	/**
	 * Creates the context of an invocation that starts now.
	 * @param timeLeft the time left to the invocation
	 */
	public TestLambdaContext(Duration timeLeft) {
		this.deadline = System.nanoTime() + timeLeft.toNanos();
	}

	@Override
	public String getAwsRequestId() {
		return this.requestId;
	}

	@Override
	public String getLogGroupName() {
		return "/aws/lambda/" + FUNCTION_NAME;
	}

	@Override
	public String getLogStreamName() {
		return FUNCTION_NAME;
	}

	@Override
	public String getFunctionName() {
		return FUNCTION_NAME;
	}

	@Override
	public String getFunctionVersion() {
		return FUNCTION_VERSION;
	}

	@Override
	public String getInvokedFunctionArn() {
		return FUNCTION_ARN;
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
		return (int) Math.max(0, Duration.ofNanos(this.deadline - System.nanoTime()).toMillis());
	}

	@Override
	public int getMemoryLimitInMB() {
		return (int) (Runtime.getRuntime().maxMemory() >> 20);
	}

	@Override
	public LambdaLogger getLogger() {
		return LambdaRuntime.getLogger();
	}

}
