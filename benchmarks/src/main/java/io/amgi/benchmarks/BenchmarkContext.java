package io.amgi.benchmarks;

import java.time.Duration;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import org.jspecify.annotations.Nullable;

/**
 * The context of one invocation that has a minute.
 */
final class BenchmarkContext implements Context {

	private final long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();

	@Override
	public String getAwsRequestId() {
		return "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
	}

	@Override
	public String getLogGroupName() {
		return "/aws/lambda/benchmark";
	}

	@Override
	public String getLogStreamName() {
		return "benchmark";
	}

	@Override
	public String getFunctionName() {
		return "benchmark";
	}

	@Override
	public String getFunctionVersion() {
		return "$LATEST";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "arn:aws:lambda:eu-central-1:123456789012:function:benchmark";
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
		return (int) Duration.ofNanos(this.deadline - System.nanoTime()).toMillis();
	}

	@Override
	public int getMemoryLimitInMB() {
		return 512;
	}

	@Override
	public LambdaLogger getLogger() {
		return LambdaRuntime.getLogger();
	}

}
