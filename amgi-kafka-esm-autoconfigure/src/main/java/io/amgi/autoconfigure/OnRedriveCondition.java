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

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Matches if the application is started to handle dead letters.
 */
class OnRedriveCondition extends SpringBootCondition {

	static final String TOPICS = "spring.amgi.redrive.topics";

	private static final String DOCUMENT_LOCATIONS = "spring.amgi.redrive.document-locations";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Redrive");
		return isRedrive(context.getEnvironment()) ? ConditionOutcome.match(message.foundExactly("topics or documents"))
				: ConditionOutcome.noMatch(message.didNotFind("properties").items(TOPICS, DOCUMENT_LOCATIONS));
	}

	/**
	 * Returns whether the application is started to handle dead letters.
	 * @param environment the environment
	 * @return whether a source of them is set
	 */
	static boolean isRedrive(Environment environment) {
		return isSet(environment, TOPICS) || isSet(environment, DOCUMENT_LOCATIONS);
	}

	// Without a binder, because applications that are not started to redrive ask, too.
	private static boolean isSet(Environment environment, String property) {
		return StringUtils.hasText(environment.getProperty(property)) || environment.containsProperty(property + "[0]");
	}

}
