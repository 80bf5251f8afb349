package io.amgi.kafka;

import org.springframework.kafka.listener.ListenerExecutionFailedException;

import io.amgi.server.RecordNack;

/**
 * The failure of a record that is given up, as Spring Kafka's recoverer expects it. Its
 * own stack trace would say nothing about the record.
 */
final class GivenUpException extends ListenerExecutionFailedException {

	private static final long serialVersionUID = 1L;

	private final boolean brief;

	/**
	 * Creates an exception.
	 * @param nack the nack of the record
	 * @param brief whether the dead letter has no room for a stack trace
	 */
	GivenUpException(RecordNack nack, boolean brief) {
		super(nack.message(), nack.cause());
		this.brief = brief;
	}

	boolean isBrief() {
		return this.brief;
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
