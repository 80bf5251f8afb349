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

package io.amgi.test.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.amgi.channel.AmgiChannel;
import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@AmgiChannelTest(channels = Orders.class, properties = "spring.amgi.processing.concurrency=1")
@Import(StuckHandlerTests.StubbornConfiguration.class)
class StuckHandlerTests {

	@Autowired
	AmgiTestClient client;

	@Autowired
	Stubborn stubborn;

	@AfterEach
	void release() {
		this.stubborn.released.countDown();
	}

	@Test
	void recordOfAStuckHandlerIsNackedAndTheTestGoesOn() {
		assertThat(this.client.timeout(Duration.ofMillis(200)).send("stubborn", "x")).isNotAttempted();
		this.stubborn.released.countDown();
		Awaitility.await()
			.ignoreExceptionsInstanceOf(IllegalStateException.class)
			.untilAsserted(() -> assertThat(this.client.send("orders", new Order("A-1", 1))).isAcked());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class StubbornConfiguration {

		@Bean
		Stubborn stubborn() {
			return new Stubborn();
		}

	}

	static class Stubborn {

		private final CountDownLatch released = new CountDownLatch(1);

		@AmgiChannel("stubborn")
		void handle(String anything) {
			boolean ended = false;
			while (!ended) {
				try {
					this.released.await();
					ended = true;
				}
				catch (InterruptedException ex) {
					// Ignores the interrupt on purpose.
				}
			}
		}

	}

}
