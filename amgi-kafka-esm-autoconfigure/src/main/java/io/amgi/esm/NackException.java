package io.amgi.esm;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.amgi.server.RecordNack;

/**
 * Fails an invocation because of the records that were not acknowledged, so that Lambda
 * retries the batch. It has neither a cause nor suppressed exceptions: Lambda would
 * report them, whatever they quote.
 */
public final class NackException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<RecordNack> nacks;

	private NackException(Stream<?> lines, List<RecordNack> nacks) {
		super(lines.map(Object::toString).collect(Collectors.joining("\n")), null, false, true);
		this.nacks = nacks;
	}

	static NackException listing(List<RecordNack> nacks) {
		return new NackException(nacks.stream(), nacks);
	}

	// Where the first failure stops everything, the others are many and say nothing.
	static NackException countingStopped(List<RecordNack> nacks) {
		long stopped = nacks.stream().filter(RecordNack::isStopped).count();
		if (stopped == 0) {
			return listing(nacks);
		}
		return new NackException(Stream.concat(nacks.stream().filter((nack) -> !nack.isStopped()),
				Stream.of("Not attempted after that: %d records".formatted(stopped))), nacks);
	}

	/**
	 * Returns the records that were not acknowledged, in the order of the event.
	 * @return the nacks
	 */
	public List<RecordNack> getNacks() {
		return this.nacks;
	}

}
