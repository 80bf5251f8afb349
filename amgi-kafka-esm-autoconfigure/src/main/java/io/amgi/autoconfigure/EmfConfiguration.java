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

import java.time.Clock;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.amgi.observation.ChannelLookup;
import io.amgi.observation.DuplicateRecords;
import io.amgi.observation.EmfBatchObserver;

/**
 * Metrics on standard output, in CloudWatch's embedded metric format.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("spring.amgi.metrics.emf.enabled")
@Import(DuplicateRecordsConfiguration.class)
class EmfConfiguration {

	private static final String DEFAULT_NAMESPACE = "amgi";

	@Bean
	@ConditionalOnMissingBean
	EmfBatchObserver amgiEmfBatchObserver(AmgiProperties properties, ChannelLookup channels,
			DuplicateRecords duplicates, Environment environment) {
		String namespace = properties.getMetrics().getEmf().getNamespace();
		String name = StringUtils.hasText(namespace) ? namespace
				: environment.getProperty("spring.application.name", DEFAULT_NAMESPACE);
		return new EmfBatchObserver(name, channels, duplicates, Clock.systemUTC(), System.out);
	}

}
