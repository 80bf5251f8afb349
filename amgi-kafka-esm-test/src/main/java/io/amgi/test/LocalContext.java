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
 * The context of one invocation, with a real deadline.
 */
final class LocalContext implements Context {

	static final String FUNCTION_NAME = "local";

	static final String FUNCTION_VERSION = "$LATEST";

	static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:" + FUNCTION_NAME;

	private final String requestId = UUID.randomUUID().toString();

	private final long deadline;

	private final Observation observation;

	LocalContext(Duration timeout) {
		this(timeout, Observation.unobserved());
	}

	LocalContext(Duration timeout, Observation observation) {
		this.observation = observation;
		this.deadline = System.nanoTime() + timeout.toNanos();
	}

	Observation observation() {
		return this.observation;
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
