package io.amgi.esm;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;

/**
 * A context of an invocation that ends at a set time.
 */
public class TestContext implements Context {

	private final long deadline;

	public TestContext(long remainingMillis) {
		this.deadline = System.currentTimeMillis() + remainingMillis;
	}

	@Override
	public int getRemainingTimeInMillis() {
		return (int) (this.deadline - System.currentTimeMillis());
	}

	@Override
	public String getAwsRequestId() {
		return "request";
	}

	@Override
	public String getLogGroupName() {
		return "group";
	}

	@Override
	public String getLogStreamName() {
		return "stream";
	}

	@Override
	public String getFunctionName() {
		return "orders";
	}

	@Override
	public String getFunctionVersion() {
		return "$LATEST";
	}

	@Override
	public String getInvokedFunctionArn() {
		return "arn:aws:lambda:us-east-1:123456789012:function:orders";
	}

	@Override
	public CognitoIdentity getIdentity() {
		return null;
	}

	@Override
	public ClientContext getClientContext() {
		return null;
	}

	@Override
	public int getMemoryLimitInMB() {
		return 512;
	}

	@Override
	public LambdaLogger getLogger() {
		return null;
	}

}
