package io.amgi.internal;

import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Stands for an exception whose message may quote a record: it has the type and the stack
 * trace, and those of its causes, and no message.
 */
public final class RedactedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final String type;

	private RedactedException(Throwable original, @Nullable RedactedException cause) {
		super(null, cause);
		this.type = original.getClass().getName();
		setStackTrace(stackTrace(original));
	}

	/**
	 * Returns what stands for an exception.
	 * @param original the exception
	 * @return its type and stack trace, and those of its causes
	 */
	public static RedactedException of(Throwable original) {
		List<Throwable> chain = Throwables.chain(original);
		@Nullable RedactedException redacted = null;
		for (int i = chain.size() - 1; i >= 0; i--) {
			redacted = new RedactedException(chain.get(i), redacted);
		}
		return Objects.requireNonNull(redacted);
	}

	// An application's exception may throw whatever it likes.
	private static StackTraceElement[] stackTrace(Throwable original) {
		try {
			return original.getStackTrace();
		}
		catch (Throwable ex) {
			return new StackTraceElement[0];
		}
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

	@Override
	public String toString() {
		return this.type + " (its message may quote the record and is left out)";
	}

}
