/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.mapping;

import java.io.ByteArrayInputStream;
import java.time.Duration;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.BatchOutcome;

/**
 * Function that a {@link LocalEventSourceMapping} invokes, in this process or anywhere
 * else.
 */
@FunctionalInterface
public interface LambdaFunction extends AutoCloseable {

	/**
	 * Invokes the function.
	 * @param event the event's JSON in UTF-8
	 * @return the response's JSON in UTF-8; empty for none
	 * @throws Exception if the invocation fails
	 */
	byte[] invoke(byte[] event) throws Exception;

	/**
	 * Releases the function's resources. Called when the mapping is closed. Does nothing
	 * by default.
	 */
	@Override
	default void close() {
	}

	/**
	 * Creates a function from an application in this process, with a time-out of 30
	 * seconds.
	 * @param mapping the application's mapping
	 * @return the function
	 */
	static LambdaFunction of(KafkaEventSourceMapping mapping) {
		ObservableFunction function = (event, observation) -> {
			BatchOutcome outcome = mapping.process(new ByteArrayInputStream(event),
					new ObservedContext(Duration.ofSeconds(30), observation));
			observation.nacked(outcome.nacks());
			return mapping.respond(outcome).toJson();
		};
		return function;
	}

	/**
	 * Creates a function from a handler in this process, such as Spring Cloud Function's
	 * {@code FunctionInvoker}, with a time-out of 30 seconds.
	 * @param handler the handler
	 * @return the function
	 */
	static LambdaFunction of(RequestStreamHandler handler) {
		return of(handler, Duration.ofSeconds(30));
	}

	/**
	 * Creates a function from a handler in this process.
	 * @param handler the handler
	 * @param timeout the time that the handler's {@code Context} counts down from. Lambda
	 * would end the environment afterwards; here, the handler may continue
	 * @return the function
	 */
	static LambdaFunction of(RequestStreamHandler handler, Duration timeout) {
		return ObservableFunction.of(handler, timeout);
	}

}
