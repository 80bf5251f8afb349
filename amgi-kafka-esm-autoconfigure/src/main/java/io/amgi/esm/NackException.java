package io.amgi.esm;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Fails an invocation because of the records that were not acknowledged, so that Lambda
 * retries the batch. It has neither a cause nor suppressed exceptions: Lambda would
 * report them, whatever they quote.
 */
public class NackException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient List<RecordNack> nacks;

	NackException(List<RecordNack> nacks) {
		super(nacks.stream().map(RecordNack::toString).collect(Collectors.joining("\n")), null, false, true);
		this.nacks = nacks;
	}

	/**
	 * Returns the records that were not acknowledged, in the order of the event.
	 * @return the nacks
	 */
	public List<RecordNack> getNacks() {
		return this.nacks;
	}

}
