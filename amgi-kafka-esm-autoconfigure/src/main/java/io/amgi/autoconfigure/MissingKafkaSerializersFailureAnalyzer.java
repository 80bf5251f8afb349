package io.amgi.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains a {@link MissingKafkaSerializersException}.
 */
class MissingKafkaSerializersFailureAnalyzer extends AbstractFailureAnalyzer<MissingKafkaSerializersException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingKafkaSerializersException cause) {
		return new FailureAnalysis(cause.getMessage() + ".", """
				Set at least one of these, or remove 'spring.amgi.payload.use-kafka-serializers':

				    spring.kafka.consumer.key-deserializer
				    spring.kafka.consumer.value-deserializer
				    spring.kafka.producer.key-serializer
				    spring.kafka.producer.value-serializer
				""", cause);
	}

}
