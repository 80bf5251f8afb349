package io.amgi.autoconfigure;

/**
 * Thrown where Kafka's (de)serializers are to be used and none is set.
 */
class MissingKafkaSerializersException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MissingKafkaSerializersException() {
		super("'spring.amgi.payload.use-kafka-serializers' is true, but no deserializer and no serializer is set");
	}

}
