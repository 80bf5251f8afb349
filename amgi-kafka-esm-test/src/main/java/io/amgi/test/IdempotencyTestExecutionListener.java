package io.amgi.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/**
 * Lets each test begin with a test's store that remembers no record: test methods share
 * an application context, but not what others have sent.
 */
final class IdempotencyTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void beforeTestMethod(TestContext testContext) {
		if (testContext.hasApplicationContext()) {
			testContext.getApplicationContext()
				.getBeanProvider(TestIdempotencyStore.class)
				.ifAvailable(TestIdempotencyStore::clear);
		}
	}

}
