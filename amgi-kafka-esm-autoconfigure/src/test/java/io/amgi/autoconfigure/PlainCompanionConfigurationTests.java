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

package io.amgi.autoconfigure;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

class PlainCompanionConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class, AmgiLambdaAutoConfiguration.class))
		.withUserConfiguration(AWSCompanionAutoConfiguration.class)
		.withPropertyValues("spring.amgi.lambda.shutdown-extension.enabled=false");

	@Test
	void companionIsTheClassItself() {
		this.contextRunner.run((context) -> assertThat(context.getBean(AWSCompanionAutoConfiguration.class).getClass())
			.isEqualTo(AWSCompanionAutoConfiguration.class));
	}

	@Test
	void itsConverterIsThere() {
		this.contextRunner.run((context) -> assertThat(context).hasBean("awsTypesMessageConverter"));
	}

	@Test
	void configurationsOfUsersAreStillEnhanced() {
		this.contextRunner.withUserConfiguration(Full.class)
			.run((context) -> assertThat(context.getBean(Full.class).getClass().getName())
				.contains(ClassUtils.CGLIB_CLASS_SEPARATOR));
	}

	@Configuration
	static class Full {

		@Bean
		String name() {
			return "full";
		}

	}

}
