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

import jakarta.annotation.PreDestroy;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.PropertySource;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;

import io.amgi.autoconfigure.AmgiProperties;
import io.amgi.channel.AmgiChannel;
import io.amgi.handler.AmgiShutdownEvent;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * An application that is configured for its brokers in production. It scans no
 * components, since the kit's own are in this package, too.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@PropertySource("classpath:local/production.properties")
class Production {

	static volatile String ended = "";

	static volatile boolean exitWhenStuck;

	private final KafkaTemplate<String, String> template;

	Production(KafkaTemplate<String, String> template, AmgiProperties properties) {
		this.template = template;
		ended = "";
		exitWhenStuck = properties.getProcessing().isExitWhenStuck();
	}

	@AmgiChannel("orders")
	void placed(String order, MessageSender sender) {
		sender.send(OutboundMessage.to("invoices").payload("invoice of " + order));
		this.template.send("audit", "audit of " + order);
	}

	@EventListener(AmgiShutdownEvent.class)
	void shutDown() {
		ended += "lifespan ";
	}

	@PreDestroy
	void destroy() {
		ended += "beans";
	}

}
