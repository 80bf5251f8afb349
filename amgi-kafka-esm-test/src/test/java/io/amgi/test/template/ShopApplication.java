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

package io.amgi.test.template;

import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;

/**
 * The application that templates of these tests deploy.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ShopApplication {

	static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(ShopApplication.class).properties(Stream
			.concat(Stream.of("spring.main.web-application-type=none", "spring.main.banner-mode=off",
					"spring.kafka.properties.sasl.mechanism=AWS_MSK_IAM"), Stream.of(properties))
			.toArray(String[]::new)).run();
	}

	@AmgiChannel("orders")
	void placed(String order, MessageSender sender) {
	}

	@AmgiChannel("notes.{region}")
	void noted(String note) {
	}

	@AmgiChannel("shipments")
	void shipped(StringValue shipment) {
	}

}
