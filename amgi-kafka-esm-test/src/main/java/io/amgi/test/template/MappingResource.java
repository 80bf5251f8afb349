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

import java.util.List;

/**
 * A Kafka event source mapping of a template, in CloudFormation's shape.
 *
 * @param id the name in the template
 * @param properties the properties, under CloudFormation's names
 * @param latest whether it invokes the function's unpublished version for certain
 */
record MappingResource(String id, TemplateValue properties, boolean latest) {

	private static final long UNKNOWN = Long.MIN_VALUE;

	private static final String MANAGED = "AmazonManagedKafkaEventSourceConfig";

	private static final String SELF_MANAGED = "SelfManagedKafkaEventSourceConfig";

	/**
	 * Returns whether properties are those of a Kafka mapping.
	 * @param properties the properties
	 * @return whether they are, for certain
	 */
	static boolean isKafka(TemplateValue properties) {
		String arn = properties.get("EventSourceArn").prefix();
		return properties.get("Topics").isPresent() || properties.get("SelfManagedEventSource").isPresent()
				|| properties.get(MANAGED).isPresent() || properties.get(SELF_MANAGED).isPresent()
				|| arn.contains(":kafka:");
	}

	TemplateValue get(String... path) {
		return this.properties.get(path);
	}

	List<TemplateValue> topics() {
		return get("Topics").elements();
	}

	TemplateValue arn() {
		return first(get("EventSourceArn"), get("Stream"));
	}

	TemplateValue servers() {
		return first(get("SelfManagedEventSource", "Endpoints", "KafkaBootstrapServers"), get("KafkaBootstrapServers"));
	}

	TemplateValue registry() {
		return first(first(get("SchemaRegistryConfig"), get(MANAGED, "SchemaRegistryConfig")),
				get(SELF_MANAGED, "SchemaRegistryConfig"));
	}

	TemplateValue destination() {
		return get("DestinationConfig", "OnFailure", "Destination");
	}

	private static TemplateValue first(TemplateValue value, TemplateValue other) {
		return value.isAbsent() ? other : value;
	}

	boolean isManaged() {
		return arn().isPresent();
	}

	long retries() {
		return get("MaximumRetryAttempts").numberOr(-1, UNKNOWN);
	}

	long recordAge() {
		return get("MaximumRecordAgeInSeconds").numberOr(-1, UNKNOWN);
	}

	boolean hasEndlessRetries() {
		return retries() == -1 && recordAge() == -1;
	}

	boolean hasBoundedRetries() {
		return retries() >= 0 || recordAge() >= 0;
	}

	boolean reports() {
		return !get("FunctionResponseTypes").lacks("ReportBatchItemFailures");
	}

	boolean hasAccess(String type) {
		return get("SourceAccessConfigurations").elements()
			.stream()
			.anyMatch((configuration) -> configuration.get("Type").isText(type));
	}

}
