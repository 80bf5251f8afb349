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

package io.amgi.test.local;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

import io.amgi.test.mapping.ObservableFunction;
import io.amgi.test.mapping.Observation;

/**
 * Starts and invokes an application in this process as Lambda does: with Spring Cloud
 * Function's {@code FunctionInvoker}, in its own application context that starts and
 * closes with the mapping. The time-out is 30 seconds. Unlike other handlers, it also
 * notifies listeners of failure reasons and sent messages.
 * <p>
 * The application connects to the mapping's broker and ignores the brokers in its own
 * properties, which are those of production. Without a mapping, it starts with the first
 * event and connects to the event's brokers.
 */
public final class MainClassFunction implements ObservableFunction {

	private final Class<?> mainClass;

	private @Nullable ObservedFunctionInvoker invoker;

	private MainClassFunction(Class<?> mainClass) {
		this.mainClass = mainClass;
	}

	/**
	 * Creates the function of an application.
	 * @param mainClass the class that the variable {@code MAIN_CLASS} names on Lambda
	 * @return the function
	 */
	public static MainClassFunction of(Class<?> mainClass) {
		return new MainClassFunction(mainClass);
	}

	@Override
	public void start(String bootstrapServers, Map<String, Object> kafkaProperties) {
		started(LocalBrokerConnectionDetails.ofMapping(bootstrapServers, kafkaProperties));
	}

	private synchronized ObservedFunctionInvoker started(KafkaConnectionDetails broker) {
		if (this.invoker == null) {
			this.invoker = ObservedFunctionInvoker.start(this.mainClass, broker);
		}
		return this.invoker;
	}

	@Override
	public byte[] invoke(byte[] event, Observation observation) throws Exception {
		return started(event).function().invoke(event, observation);
	}

	private synchronized ObservedFunctionInvoker started(byte[] event) {
		return (this.invoker != null) ? this.invoker : started(LocalBrokerConnectionDetails.ofEvent(event));
	}

	@Override
	public synchronized void close() {
		if (this.invoker != null) {
			this.invoker.close();
			this.invoker = null;
		}
	}

}
