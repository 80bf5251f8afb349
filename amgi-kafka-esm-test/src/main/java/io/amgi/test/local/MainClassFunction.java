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
 * An application in this process as Lambda starts and invokes it: by Spring Cloud
 * Function's {@code FunctionInvoker}, with an application context of its own that starts
 * and closes with the mapping. Time-out 30 seconds. Listeners are told why records have
 * failed and what was sent, which no other handler lets them know.
 * <p>
 * The application connects to the broker that the mapping reads from, whatever its own
 * properties say: those name production's. Invoked without a mapping, it starts with the
 * first event, and connects to that one's brokers.
 */
public final class MainClassFunction implements ObservableFunction {

	private final Class<?> mainClass;

	private @Nullable ObservedFunctionInvoker invoker;

	private MainClassFunction(Class<?> mainClass) {
		this.mainClass = mainClass;
	}

	/**
	 * The function of an application.
	 * @param mainClass what the variable {@code MAIN_CLASS} names on Lambda
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
