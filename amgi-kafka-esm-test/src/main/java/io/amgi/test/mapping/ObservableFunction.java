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
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

/**
 * A function in this process that reports more to an {@link Observation} than its
 * response contains.
 */
@FunctionalInterface
public interface ObservableFunction extends LambdaFunction {

	/**
	 * Invokes the function.
	 * @param event the event's JSON in UTF-8
	 * @param observation collects what the response lacks
	 * @return the response's JSON in UTF-8; empty for none
	 * @throws Exception if the invocation fails
	 */
	byte[] invoke(byte[] event, Observation observation) throws Exception;

	@Override
	default byte[] invoke(byte[] event) throws Exception {
		return invoke(event, Observation.unobserved());
	}

	/**
	 * Starts the function before the mapping reads. Does nothing by default.
	 * @param bootstrapServers the brokers that the mapping reads from, separated by
	 * commas
	 * @param kafkaProperties the properties that the mapping connects with, under Kafka's
	 * names
	 */
	default void start(String bootstrapServers, Map<String, Object> kafkaProperties) {
	}

	/**
	 * Creates a function from a handler whose context carries an {@link Observation}.
	 * @param handler the handler
	 * @param timeout the time limit of each invocation
	 * @return the function
	 */
	static ObservableFunction of(RequestStreamHandler handler, Duration timeout) {
		return (event, observation) -> {
			ByteArrayOutputStream response = new ByteArrayOutputStream();
			handler.handleRequest(new ByteArrayInputStream(event), response, new ObservedContext(timeout, observation));
			return response.toByteArray();
		};
	}

}
