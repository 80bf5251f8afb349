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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.ProducerFactory;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.AmgiShutdownEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * A function whose parts do not end by themselves.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class UnwillingApplication extends LifeApplication {

	@AmgiChannel("sent")
	void sent(String text, MessageSender sender) {
		sender.send(OutboundMessage.to("out").payload(text).bestEffort()).exceptionally((ex) -> null).join();
		say(text);
	}

	@AmgiChannel("stuck")
	void stuck(String text) {
		say(text);
		while (true) {
			LockSupport.park();
		}
	}

	@Override
	@EventListener
	void shutDown(AmgiShutdownEvent event) throws InterruptedException {
		new CountDownLatch(1).await();
	}

	@Bean
	SayingLifecycle first() {
		return new SayingLifecycle("stopped", SmartLifecycle.DEFAULT_PHASE);
	}

	@Bean
	SayingLifecycle unwilling() {
		return new SayingLifecycle("stopping", 0) {

			@Override
			public void stop(Runnable callback) {
				stop();
			}

		};
	}

	@Bean
	SayingLifecycle last() {
		return new SayingLifecycle("stopped last", Integer.MIN_VALUE + 1);
	}

	@Bean
	static DefaultKafkaProducerFactoryCustomizer producerListener() {
		return (factory) -> listen(factory);
	}

	private static <K, V> void listen(ProducerFactory<K, V> factory) {
		factory.addListener(new ProducerFactory.Listener<>() {

			@Override
			public void producerRemoved(String id, Producer<K, V> producer) {
				say("producer closed");
			}

		});
	}

}
