package io.amgi.test;

import java.io.ByteArrayInputStream;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.amgi.esm.KafkaEventSourceMapping;

/**
 * What a {@link LocalEventSourceMapping} invokes: a function in this process or anywhere
 * else.
 */
@FunctionalInterface
public interface LambdaFunction extends AutoCloseable {

	/**
	 * Invokes the function.
	 * @param event the event's JSON in UTF-8
	 * @return the response's JSON in UTF-8; empty for none
	 * @throws Exception where the invocation fails
	 */
	byte[] invoke(byte[] event) throws Exception;

	/**
	 * Lets go of what the function holds. Called by the mapping when that is closed; does
	 * nothing by default.
	 */
	@Override
	default void close() {
	}

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
	 * Function's {@code FunctionInvoker}, with an application context of its own that
	 * starts and closes with the mapping. Time-out 30 seconds. Listeners are told why
	 * records have failed and what was sent, which no other handler lets them know.
	 * <p>
	 * The application connects to the broker that the mapping reads from, whatever its
	 * own properties say: those name production's. Invoked without a mapping, it starts
	 * with the first event, and connects to that one's brokers.
	 * @param mainClass what the variable {@code MAIN_CLASS} names on Lambda
	 * @return the function
	 */
	static LambdaFunction ofMainClass(Class<?> mainClass) {
		return new MainClassFunction(mainClass);
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
		return ObservableFunction.of(handler, timeout);
	}

}
