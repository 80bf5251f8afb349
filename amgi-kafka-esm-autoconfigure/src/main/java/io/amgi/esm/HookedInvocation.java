package io.amgi.esm;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * An invocation inside its hooks.
 *
 * @param hooks the hooks, the outermost one first
 * @param event what the event says of itself
 * @param context the context of Lambda's invocation
 */
record HookedInvocation(List<InvocationHook> hooks, EventMetadata event, @Nullable Context context) {

	<T> T run(Supplier<T> invocation) {
		try {
			return run(this.hooks.iterator(), invocation);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("An invocation hook failed", ex);
		}
	}

	private <T> T run(Iterator<InvocationHook> hooks, Supplier<T> invocation) throws Exception {
		if (!hooks.hasNext()) {
			return invocation.get();
		}
		try (AutoCloseable end = hooks.next().open(this.event, this.context)) {
			return run(hooks, invocation);
		}
	}

}
