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
		long deadline = System.currentTimeMillis() + millis;
		Context context = Mockito.mock(Context.class, Mockito.withSettings().stubOnly());
		BDDMockito.given(context.getRemainingTimeInMillis())
			.willAnswer((invocation) -> (int) (deadline - System.currentTimeMillis()));
		BDDMockito.given(context.getAwsRequestId()).willReturn("request");
		return context;
	}

}
