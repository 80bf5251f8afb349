package io.amgi.kafka;

import java.util.concurrent.CompletionException;

import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells messages that Kafka refuses for good from those that may have arrived, or could
 * at another time.
 */
final class SendFailure {

	private SendFailure() {
	}

	/**
	 * Finds what a send has failed with.
	 * @param topic where the message should go
	 * @param failure the failure, possibly wrapped
	 * @return the exception of Kafka itself if the message is refused, otherwise a
	 * {@link NotConfirmedException}
	 */
	static Throwable of(String topic, Throwable failure) {
		Throwable cause = unwrap(failure);
		if (cause instanceof NotConfirmedException || isRefusal(cause)) {
			return cause;
		}
		return new NotConfirmedException(topic, cause instanceof TimeoutException, reason(cause));
	}

	private static Throwable unwrap(Throwable failure) {
		Throwable cause = failure.getCause();
		boolean wrapped = failure instanceof org.springframework.kafka.KafkaException
				|| failure instanceof CompletionException;
		return (wrapped && cause != null) ? unwrap(cause) : failure;
	}

	private static boolean isRefusal(Throwable cause) {
		return cause instanceof IllegalArgumentException
				|| cause instanceof ApiException && !(cause instanceof RetriableException)
						&& !(cause instanceof AuthenticationException) && !(cause instanceof AuthorizationException);
	}

	private static @Nullable String reason(Throwable cause) {
		Throwable root = cause.getCause();
		return (root != null && root != cause && root.getMessage() != null)
				? cause.getMessage() + ": " + root.getMessage() : cause.getMessage();
	}

}
