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

package io.amgi.observation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Spring Boot's structured formats contain the fields of the record.
 */
@ExtendWith(OutputCaptureExtension.class)
class StructuredLoggingTests {

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	@BeforeEach
	void letTheApplicationInitialize() {
		this.logging.cleanUp();
	}

	@AfterEach
	void logAsBefore() {
		System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
		this.logging.cleanUp();
		this.logging.beforeInitialize();
		this.logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
	}

	@ParameterizedTest
	@CsvSource({ "ecs, amgi.topic", "logstash, amgi.topic", "gelf, _amgi.topic" })
	void lineHasTheFieldsOfTheRecord(String format, String field, CapturedOutput output) {
		SpringApplication application = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("logging.structured.format.console=" + format, "spring.amgi.on-nack=log")
			.build();
		try (ConfigurableApplicationContext context = application.run()) {
			context.getBean(KafkaEventSourceMapping.class)
				.handle(EventJson.event().record("orders", 3, 1042).value("x").stream(), null);
		}
		JsonNode line = output.getOut()
			.lines()
			.filter((text) -> text.contains("Couldn't process record"))
			.map(JsonMapper.shared()::readTree)
			.findFirst()
			.orElseThrow();
		String prefix = field.substring(0, field.length() - "topic".length());
		assertThat(text(line, field)).isEqualTo("orders");
		assertThat(text(line, prefix + "partition")).isEqualTo("3");
		assertThat(text(line, prefix + "offset")).isEqualTo("1042");
		assertThat(text(line, prefix + "channel")).isEqualTo("orders");
	}

	// ECS nests fields with dots in their names.
	private static String text(JsonNode line, String field) {
		JsonNode flat = line.get(field);
		return ((flat != null) ? flat : line.at("/" + field.replace('.', '/'))).asString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@AmgiChannel("orders")
		void placed(String order) {
			throw new IllegalStateException("not today");
		}

	}

}
