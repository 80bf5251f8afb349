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
