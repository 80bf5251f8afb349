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

import java.util.List;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches if a schema registry is configured, for this library or for Kafka's clients.
 */
class OnSchemaRegistryUrlsCondition extends SpringBootCondition {

	static final String URLS = "spring.amgi.schema-registry.urls";

	static final String KAFKA_URL = "spring.kafka.properties.schema.registry.url";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Schema registry");
		return isSet(context.getEnvironment()) ? ConditionOutcome.match(message.foundExactly("URLs"))
				: ConditionOutcome.noMatch(message.didNotFind("property").items(URLS, KAFKA_URL));
	}

	private static boolean isSet(Environment environment) {
		List<String> urls = Binder.get(environment).bind(URLS, Bindable.listOf(String.class)).orElse(List.of());
		return !urls.isEmpty() || StringUtils.hasText(environment.getProperty(KAFKA_URL));
	}

}
