package io.amgi.kafka;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.ExceptionHeadersCreator;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames;
import org.springframework.kafka.listener.ListenerExecutionFailedException;

import io.amgi.internal.Throwables;

/**
 * Says why a record is given up, in the headers that Spring Kafka has for it. Where it
 * would have its own frames in the stack trace, there are none.
 */
final class DeadLetterHeaders implements ExceptionHeadersCreator {

	private static final String FAILURE = ListenerExecutionFailedException.class.getName();

	private static final byte[] FAILURE_BYTES = bytes(FAILURE);

	@Override
	public void create(Headers headers, Exception exception, boolean isKey, HeaderNames names) {
		String reason = String.valueOf(exception.getMessage());
		Throwable cause = exception.getCause();
		HeaderNames.ExceptionInfo info = names.getExceptionInfo();
		replace(headers, info.getExceptionFqcn(), FAILURE_BYTES);
		replace(headers, info.getExceptionCauseFqcn(),
				(cause != null) ? bytes(Throwables.rootOf(cause).getClass().getName()) : FAILURE_BYTES);
		replace(headers, info.getExceptionMessage(), bytes(reason));
		replace(headers, info.getExceptionStacktrace(), bytes(trace(reason, cause)));
	}

	private static String trace(String reason, @Nullable Throwable cause) {
		String failure = FAILURE + ": " + reason + "\n";
		return (cause != null) ? failure + trace(cause) : failure;
	}

	private static String trace(Throwable cause) {
		try {
			return new HandlerTrace().add("Caused by: ", cause).toString();
		}
		catch (Throwable ex) {
			return "Caused by: %s, which cannot be described because of %s\n".formatted(cause.getClass().getName(),
					ex.getClass().getName());
		}
	}

	// A record that was a dead letter before has such headers already.
	private static void replace(Headers headers, String name, byte[] value) {
		headers.remove(name);
		headers.add(name, value);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
