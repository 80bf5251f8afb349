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

package io.amgi.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.handler.AnnotatedApplication;

/**
 * Auto-configuration that fails an {@link AmgiChannelTest @AmgiChannelTest} without
 * channels, since all of its records would be nacked.
 */
@AutoConfiguration(after = AmgiAutoConfiguration.class)
public final class AmgiChannelTestAutoConfiguration {

	/**
	 * The property with the names of the classes under test.
	 */
	static final String CHANNELS = "io.amgi.test.channels";

	@Bean
	ApplicationListener<ContextRefreshedEvent> amgiChannelTestCheck(ObjectProvider<AnnotatedApplication> application,
			Environment environment) {
		String[] channels = environment.getProperty(CHANNELS, String[].class, new String[0]);
		return (event) -> application.ifAvailable((available) -> {
			if (available.getAddresses().isEmpty()) {
				throw NoChannelException.of(event.getApplicationContext(), channels);
			}
		});
	}

}
