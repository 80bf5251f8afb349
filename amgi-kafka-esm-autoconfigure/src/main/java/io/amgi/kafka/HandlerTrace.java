package io.amgi.kafka;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The stack trace of what a record failed with, as text. It ends where the handler was
 * called: what is below is the same for all records, but would be most of the text.
 */
final class HandlerTrace {

	private static final List<String> CALLERS = List.of("io.amgi.handler.", "io.amgi.server.");

	private static final int MAX_FRAMES = 50;

	private final StringBuilder text = new StringBuilder(512);

	private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>(4));

	/**
	 * Adds an exception, and what has caused it.
	 * @param caption what to say before it
	 * @param failure the exception
	 * @return this trace
	 */
	HandlerTrace add(String caption, Throwable failure) {
		this.text.append(caption).append(failure).append('\n');
		if (this.seen.add(failure)) {
			addFrames(failure.getStackTrace());
			for (Throwable suppressed : failure.getSuppressed()) {
				add("Suppressed: ", suppressed);
			}
			Throwable cause = failure.getCause();
			if (cause != null) {
				add("Caused by: ", cause);
			}
		}
		return this;
	}

	private void addFrames(StackTraceElement[] frames) {
		int end = 0;
		while (end < frames.length && end < MAX_FRAMES && !isCaller(frames[end])) {
			this.text.append("\tat ").append(frames[end]).append('\n');
			end++;
		}
		if (end < frames.length) {
			this.text.append("\t... ").append(frames.length - end).append(" more\n");
		}
	}

	private static boolean isCaller(StackTraceElement frame) {
		return CALLERS.stream().anyMatch(frame.getClassName()::startsWith);
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
