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

/**
 * Runs the service on this machine as a Kafka consumer group, on the same input as
 * {@link LocalOrdersApplication} and an embedded broker. Ends when every record is
 * committed.
 */
public final class LocalConsumerApplication {

	private LocalConsumerApplication() {
	}

	/**
	 * Starts the run.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		try (ConsumerRun run = new ConsumerRun(args)) {
			run.await();
			SentInvoices.print(run.bootstrapServers(), System.out);
			System.out.printf("%d dead letters of orders, %d of notes%n", run.count("orders-dlt"),
					run.count("order-notes-dlt"));
		}
		System.exit(0);
	}

}
