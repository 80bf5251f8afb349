package io.amgi.esm;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * Wraps invocations. Beans of this type open in their order around each event, once it is
 * decoded, and close in the opposite order after its outcome is decided.
 * <p>
 * Both halves run on the thread that Lambda invokes. Handlers may run on others, so a
 * {@code ThreadLocal} that is set here does not reach them.
 */
@FunctionalInterface
public interface InvocationHook {

	/**
	 * Opens an invocation.
	 * @param event what the event says of itself
	 * @param context the context of Lambda's invocation, or {@code null} without Lambda
	 * @return what to close at the invocation's end, however it ends, or {@code null} if
	 * there is nothing to do; an exception on closing fails the invocation
	 * @throws Exception to fail the invocation; no record is handled then
	 */
	@Nullable AutoCloseable open(EventMetadata event, @Nullable Context context) throws Exception;

}
