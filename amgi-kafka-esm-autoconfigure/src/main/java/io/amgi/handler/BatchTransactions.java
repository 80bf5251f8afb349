package io.amgi.handler;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.messaging.handler.HandlerMethod;

/**
 * Rejects batch methods in a transaction that a failure at one message rolls back as a
 * whole, although earlier messages are acknowledged.
 */
final class BatchTransactions {

	private static final String SPRING = "org.springframework.transaction.annotation.Transactional";

	private static final String JAKARTA = "jakarta.transaction.Transactional";

	private static final String[] RULES = { "noRollbackFor", "noRollbackForClassName", "dontRollbackOn" };

	private BatchTransactions() {
	}

	/**
	 * Checks a batch method.
	 * @param method the method
	 * @throws InvalidChannelMethodException if each of its exceptions rolls its
	 * transaction back
	 */
	static void check(HandlerMethod method) {
		if (transactions(method).anyMatch((transaction) -> !isKeptOnFailure(transaction))) {
			throw new InvalidChannelMethodException(method,
					"is transactional, so that a failure at one message rolls back what was done for those that "
							+ "are acknowledged",
					"Declare 'noRollbackFor = BatchRecordException.class', or handle single messages in a transaction.");
		}
	}

	private static Stream<MergedAnnotation<?>> transactions(HandlerMethod method) {
		return Stream
			.of(MergedAnnotations.from(method.getMethod(), SearchStrategy.TYPE_HIERARCHY),
					MergedAnnotations.from(method.getBeanType(), SearchStrategy.TYPE_HIERARCHY))
			.map(BatchTransactions::find)
			.filter(MergedAnnotation::isPresent)
			.limit(1);
	}

	private static MergedAnnotation<?> find(MergedAnnotations annotations) {
		MergedAnnotation<?> annotation = annotations.get(SPRING);
		return annotation.isPresent() ? annotation : annotations.get(JAKARTA);
	}

	private static boolean isKeptOnFailure(MergedAnnotation<?> transaction) {
		return Arrays.stream(RULES)
			.anyMatch((rule) -> transaction.getValue(rule).filter(Object[].class::isInstance).isPresent()
					&& transaction.getValue(rule, Object[].class).orElseThrow().length > 0);
	}

}
