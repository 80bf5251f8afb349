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

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class LocalKafkaLoggingTests {

	private static final String BROKER = "logging.level.kafka";

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	@Test
	void brokerOfALocalRunIsQuiet() {
		postProcess(LocalKafka.class);
		assertThat(this.environment.getProperty(BROKER)).isEqualTo("off");
	}

	@Test
	void metadataOfATopicThatWasMadeJustNowIsNoWarning() {
		postProcess(LocalKafka.class);
		assertThat(this.environment.getProperty("logging.level.org.apache.kafka.clients.NetworkClient"))
			.isEqualTo("error");
	}

	@Test
	void levelsOfTheApplicationWin() {
		this.environment.getPropertySources().addLast(new MapPropertySource("application", Map.of(BROKER, "debug")));
		postProcess(LocalKafka.class);
		assertThat(this.environment.getProperty(BROKER)).isEqualTo("debug");
	}

	@Test
	void otherRunsAreLeftAlone() {
		postProcess();
		assertThat(this.environment.containsProperty(BROKER)).isFalse();
	}

	private void postProcess(Class<?>... sources) {
		new LocalKafkaLogging().postProcessEnvironment(this.environment, new SpringApplication(sources));
	}

}
