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

package io.amgi.samples.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.test.local.LocalKafka;

/**
 * Runs the service on this machine, on real input: orders go to topics of a real broker,
 * a local event source mapping polls them as Lambda does, and Spring Cloud Function's
 * {@code FunctionInvoker} handles them, with an application context of its own as on
 * Lambda. Ends when every record is done. Without {@link SampleRun} and the exit, it
 * would run until it is stopped.
 */
public final class LocalOrdersApplication {

	private LocalOrdersApplication() {
	}

	/**
	 * Starts the run.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		System.setProperty("spring.profiles.active", "local");
		ConfigurableApplicationContext context = SpringApplication.from(OrdersApplication::main)
			.with(LocalKafka.class, SampleRun.class)
			.run(args)
			.getApplicationContext();
		System.exit(SpringApplication.exit(context));
	}

}
