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

package io.amgi.test.life;

import java.util.List;

import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.ProducerFactory;

import io.amgi.channel.AmgiChannel;
import io.amgi.lambda.AmgiPrimer;
import io.amgi.lambda.PrimingRecord;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * Says what it handles, sends it, and has a record of its own primed.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class PrimedSnapshotApplication extends LifeApplication {

	@AmgiChannel("sent")
	void send(String text, MessageSender sender) {
		say("handled " + text);
		sender.send(OutboundMessage.to("sent-out").payload(text));
	}

	@Bean
	AmgiPrimer primer() {
		return () -> List.of(PrimingRecord.of("sent").payload("primed"));
	}

	@Bean
	static DefaultKafkaProducerFactoryCustomizer producerListener() {
		return (factory) -> listen(factory);
	}

	private static <K, V> void listen(ProducerFactory<K, V> factory) {
		factory.addListener(new ProducerFactory.Listener<>() {

			@Override
			public void producerAdded(String id, Producer<K, V> producer) {
				say("producer opened");
			}

		});
	}

}
