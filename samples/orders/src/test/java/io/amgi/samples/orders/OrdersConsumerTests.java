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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same service as a Kafka consumer group.
 */
class OrdersConsumerTests {

	@Test
	void recordsAreHandledOrDeadLetters() {
		try (ConsumerRun run = new ConsumerRun("--spring.main.web-application-type=none")) {
			run.await();
			assertThat(SentInvoices.read(run.bootstrapServers())).extracting((invoice) -> invoice.substring(0, 3))
				.containsExactlyInAnyOrder("A-1", "A-2", "A-7");
			assertThat(run.count("orders-dlt")).isEqualTo(4);
			assertThat(run.count("order-notes-dlt")).isEqualTo(1);
		}
	}

}
