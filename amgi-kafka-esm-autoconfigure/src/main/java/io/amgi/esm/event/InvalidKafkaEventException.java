package io.amgi.esm.event;

/**
 * An event that is not one of a Kafka event source mapping, or from which a record cannot
 * be told. It fails the invocation before any record is handled.
 */
public class InvalidKafkaEventException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InvalidKafkaEventException(String expectation, String path, long byteOffset) {
		super("Invalid Kafka event: expected %s at %s (byte %d)".formatted(expectation, path, byteOffset));
	}

}
