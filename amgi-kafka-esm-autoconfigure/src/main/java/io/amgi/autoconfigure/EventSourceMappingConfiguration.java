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

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.esm.AllowList;
import io.amgi.esm.AllowedEventSources;
import io.amgi.esm.InvocationHook;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.AfterFailure;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.GracefulShutdown;
import io.amgi.server.MessageServer;
import io.amgi.server.Ordering;

/**
 * The mapping that decodes Lambda's events and responds to them.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "spring.amgi.consumer.enabled", havingValue = false, matchIfMissing = true)
class EventSourceMappingConfiguration {

	private static final Log logger = LogFactory.getLog(EventSourceMappingConfiguration.class);

	private static final String ALLOWED_SERVERS = "spring.amgi.outbound.allowed-bootstrap-servers";

	private static final String ALLOWED_ARNS = "spring.amgi.allowed-event-source-arns";

	// Lifespan and producers share the rest of the 500 ms that Lambda grants.
	private static final Duration SHUTDOWN_TIMEOUT = Duration.ofMillis(150);

	private static final String POISON = ". A record that fails each time uses up the mapping's retries for those ordered behind it, which are given up without an attempt: set spring.amgi.dead-letter.enabled=true";

	@Bean
	@ConditionalOnMissingBean
	KafkaEventSourceMapping kafkaEventSourceMapping(MessageServer server, ObjectProvider<InvocationHook> hooks,
			ObjectProvider<DeadLetterPublisher> deadLetters, ObjectProvider<EventRecords> records,
			AmgiProperties properties) {
		tell(properties, deadLetters.getIfAvailable() != null);
		return KafkaEventSourceMapping.builder(server)
			.onNack(properties.getOnNack())
			.invocationHooks(hooks.orderedStream().toList())
			.allowedSources(allowedSources(properties))
			.records(records.getIfAvailable(() -> EventRecords.UNCHANGED).replacement())
			.build();
	}

	@Bean
	@ConditionalOnMissingBean
	GracefulShutdown amgiGracefulShutdown(MessageServer server) {
		return new GracefulShutdown(server, SHUTDOWN_TIMEOUT);
	}

	private static AllowedEventSources allowedSources(AmgiProperties properties) {
		List<String> servers = properties.getOutbound().getAllowedBootstrapServers();
		try {
			return new AllowedEventSources(new AllowList(ALLOWED_SERVERS, servers),
					new AllowList(ALLOWED_ARNS, properties.getAllowedEventSourceArns()));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException(ALLOWED_SERVERS, servers, ex.getMessage());
		}
	}

	private static void tell(AmgiProperties properties, boolean deadLetters) {
		switch (properties.getOnNack()) {
			case LOG -> {
				if (!deadLetters) {
					logger.info("Records that fail are only logged, and not delivered again (spring.amgi.on-nack=log)");
				}
			}
			case REPORT -> logger.info(
					"The event source mapping must have FunctionResponseTypes: [ReportBatchItemFailures], otherwise records that fail are committed (spring.amgi.on-nack=report)"
							+ ((!deadLetters && stopsBehindFailure(properties.getProcessing())) ? POISON : ""));
			case ERROR -> {
			}
		}
	}

	private static boolean stopsBehindFailure(AmgiProperties.Processing processing) {
		return processing.getAfterFailure() != AfterFailure.CONTINUE && processing.getOrdering() != Ordering.UNORDERED;
	}

}
