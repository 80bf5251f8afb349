package io.amgi.test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/**
 * A function in this process, which may let one know more of an invocation than it
 * responds.
 */
@FunctionalInterface
interface ObservableFunction extends LambdaFunction {

	byte[] invoke(byte[] event, Observation observation) throws Exception;

	@Override
	default byte[] invoke(byte[] event) throws Exception {
		return invoke(event, Observation.unobserved());
	}

	/**
	 * Starts what there is to start, before the mapping reads.
	 * @param broker what the mapping reads from
	 */
	default void start(KafkaConnectionDetails broker) {
	}

	static ObservableFunction of(RequestStreamHandler handler, Duration timeout) {
		return (event, observation) -> {
			ByteArrayOutputStream response = new ByteArrayOutputStream();
			handler.handleRequest(new ByteArrayInputStream(event), response, new LocalContext(timeout, observation));
			return response.toByteArray();
		};
	}

}
