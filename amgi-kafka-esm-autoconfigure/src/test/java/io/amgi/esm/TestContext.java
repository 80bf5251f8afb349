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
		// Behind the mock: loading Mockito must not use up the invocation's time.
		long deadline = System.currentTimeMillis() + millis;
		BDDMockito.given(context.getRemainingTimeInMillis())
			.willAnswer((invocation) -> (int) (deadline - System.currentTimeMillis()));
		BDDMockito.given(context.getAwsRequestId()).willReturn("request");
		return context;
	}

}
