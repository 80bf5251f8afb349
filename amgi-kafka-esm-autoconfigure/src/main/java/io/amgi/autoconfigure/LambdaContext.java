package io.amgi.autoconfigure;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

import io.amgi.server.InboundBatch;

/**
 * Finds Lambda's context among the extensions of a batch.
 */
final class LambdaContext {

	private LambdaContext() {
	}

	static @Nullable Context of(InboundBatch batch) {
		Map<String, Object> lambda = batch.extensions().get("aws.lambda");
		return (lambda != null && lambda.get("context") instanceof Context context) ? context : null;
	}

}
