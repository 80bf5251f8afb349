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

package io.amgi.test.conformance;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.Payload;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaKey;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.NonRetryableException;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * An application that handles each record as the record demands.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ConformanceApplication {

	@Bean
	AmgiMiddleware ledger() {
		return Ledger.current()::observe;
	}

	@Bean
	Channel channel(@Value("${conformance.out}") String out) {
		return new Channel(out);
	}

	static class Channel {

		private final String out;

		Channel(String out) {
			this.out = out;
		}

		@AmgiChannel("${conformance.topic}")
		void handle(@Payload(required = false) byte @Nullable [] payload, @KafkaKey byte @Nullable [] key,
				MessageSender sender) {
			switch ((payload != null && payload.length > 0) ? payload[0] : 0) {
				case 'r' -> throw new IllegalStateException("refused");
				case 'f' -> throw new NonRetryableException("refused for ever");
				case 't' -> Ledger.current().failOnce(payload);
				case 's' -> sender.send(OutboundMessage.to(this.out).key(key).header("from", payload).payload(payload));
				default -> {
				}
			}
		}

	}

}
