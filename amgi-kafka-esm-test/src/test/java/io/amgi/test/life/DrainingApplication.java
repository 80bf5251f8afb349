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

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextClosedEvent;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.GracefulShutdown;
import io.amgi.server.MessageServer;

/**
 * A function with handlers that see the shutdown.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class DrainingApplication extends LifeApplication {

	private final ObjectProvider<KafkaEventSourceMapping> mapping;

	DrainingApplication(ObjectProvider<KafkaEventSourceMapping> mapping) {
		this.mapping = mapping;
	}

	@AmgiChannel("drained")
	void drained(String text) {
		say(text);
		Awaitility.await().pollDelay(Duration.ZERO).forever().until(this::isShuttingDown);
		say(text + " done");
	}

	private boolean isShuttingDown() {
		InputStream event = new ByteArrayInputStream("{\"records\":{}}".getBytes(StandardCharsets.UTF_8));
		try {
			this.mapping.getObject().handle(event, null);
			return false;
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

	@AmgiChannel("stuck")
	void stuck(String text) throws InterruptedException {
		say(text);
		new CountDownLatch(1).await();
	}

	@Bean
	@ConditionalOnProperty("drain")
	GracefulShutdown drain(MessageServer server, @Value("${drain}") String timeout) {
		return new GracefulShutdown(server, DurationStyle.detectAndParse(timeout));
	}

	@Bean
	ApplicationListener<ContextClosedEvent> closing() {
		return (event) -> {
			say("closing");
			String file = System.getenv("GO_ON_WHEN_THERE");
			if (file != null) {
				Awaitility.await().until(() -> Files.exists(Path.of(file)));
			}
		};
	}

	@Bean
	SayingLifecycle lifecycle() {
		return new SayingLifecycle("stopped", SmartLifecycle.DEFAULT_PHASE);
	}

}
