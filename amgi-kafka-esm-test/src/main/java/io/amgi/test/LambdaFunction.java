package io.amgi.test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.amgi.esm.KafkaEventSourceMapping;

/**
 * What a {@link LocalEventSourceMapping} invokes: a function in this process or anywhere
 * else.
 */
@FunctionalInterface
public interface LambdaFunction {

	/**
	 * Invokes the function.
	 * @param event the event's JSON in UTF-8
	 * @return the response's JSON in UTF-8; empty for none
	 * @throws Exception where the invocation fails
	 */
	byte[] invoke(byte[] event) throws Exception;

	/**
	 * An application in this process, with a time-out of 30 seconds.
	 * @param mapping the application's mapping
	 * @return the function
	 */
	static LambdaFunction of(KafkaEventSourceMapping mapping) {
		ObservedFunction function = new ObservedFunction(mapping);
		ObservableFunction observable = (event, observation) -> function.apply(new ByteArrayInputStream(event),
				new LocalContext(Duration.ofSeconds(30), observation));
		return observable;
	}

	/**
	 * An application in this process as Lambda starts and invokes it: by Spring Cloud
	 * Function's {@code FunctionInvoker}, which is started here with an application
	 * context of its own. Time-out 30 seconds. Listeners are told why records have failed
	 * and what was sent, which no other handler lets them know.
	 * @param mainClass what the variable {@code MAIN_CLASS} names on Lambda
	 * @return the function
	 */
	static LambdaFunction ofMainClass(Class<?> mainClass) {
		return of(ObservedFunctionInvoker.start(mainClass));
	}

	/**
	 * A handler in this process, such as Spring Cloud Function's {@code FunctionInvoker},
	 * with a time-out of 30 seconds.
	 * @param handler the handler
	 * @return the function
	 */
	static LambdaFunction of(RequestStreamHandler handler) {
		return of(handler, Duration.ofSeconds(30));
	}

	/**
	 * A handler in this process.
	 * @param handler the handler
	 * @param timeout what the handler's {@code Context} counts down from. Lambda would
	 * end the environment when it is over; here the handler may go on
	 * @return the function
	 */
	static LambdaFunction of(RequestStreamHandler handler, Duration timeout) {
		ObservableFunction observable = (event, observation) -> {
			ByteArrayOutputStream response = new ByteArrayOutputStream();
			handler.handleRequest(new ByteArrayInputStream(event), response, new LocalContext(timeout, observation));
			return response.toByteArray();
		};
		return observable;
	}

}
