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

package io.amgi.benchmarks.consumer;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.channel.AmgiChannel;

/**
 * An application with one channel.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ConsumerApplication {

	@Bean
	Channel channel(Handling handling) {
		return new Channel(handling);
	}

	static class Channel {

		private final Handling handling;

		Channel(Handling handling) {
			this.handling = handling;
		}

		@AmgiChannel("${benchmark.topic}")
		void handle(byte[] payload) {
			this.handling.handle().run();
		}

	}

	/**
	 * Handling of a record.
	 *
	 * @param handle handles it
	 */
	record Handling(Runnable handle) {

	}

}
