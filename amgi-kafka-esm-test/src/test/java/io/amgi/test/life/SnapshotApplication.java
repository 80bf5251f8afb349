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

import java.io.InputStream;

import org.apache.kafka.clients.producer.Producer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;
import io.amgi.test.KafkaEvents;

/**
 * A function that sends before the checkpoint and after the restore.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SnapshotApplication extends LifeApplication {

	private static final String TOPIC = System.getenv("TOPIC");

	private final KafkaTemplate<String, String> template;

	private final ObjectProvider<KafkaEventSourceMapping> mapping;

	SnapshotApplication(KafkaTemplate<String, String> template, ObjectProvider<KafkaEventSourceMapping> mapping) {
		this.template = template;
		this.mapping = mapping;
	}

	// Primes the code, so that the snapshot contains it warmed up.
	@EventListener
	void ready(ApplicationReadyEvent event) {
		InputStream first = KafkaEvents.selfManaged()
			.bootstrapServers(System.getenv("SPRING_KAFKA_BOOTSTRAPSERVERS"))
			.record(System.getenv("CHANNEL"), "before the checkpoint")
			.toInputStream();
		this.mapping.getObject().handle(first, null);
	}

	@AmgiChannel("by-sender")
	void bySender(String text, MessageSender sender) {
		sender.send(OutboundMessage.to(TOPIC).payload(text));
	}

	@AmgiChannel("by-template")
	void byTemplate(String text) {
		this.template.send(TOPIC, text);
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

			@Override
			public void producerRemoved(String id, Producer<K, V> producer) {
				say("producer closed");
			}

		});
	}

}
