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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amgi.esm.OnNack;

/**
 * Checks of how a mapping delivers records.
 */
final class DeliveryRules {

	private static final String RETRIES = "MaximumRetryAttempts";

	private static final String DESTINATION = "DestinationConfig";

	private static final Set<String> PROVISIONED_ONLY = Set.of(RETRIES, "MaximumRecordAgeInSeconds",
			"BisectBatchOnFunctionError", "FunctionResponseTypes", DESTINATION);

	private DeliveryRules() {
	}

	static List<String> incompleteMapping(MappingResource mapping, Deployment deployment) {
		return Stream
			.concat(RuleCheck.when(mapping.get("Topics").isEmpty(), "Topics").stream(),
					RuleCheck.when(mapping.arn().isAbsent() && mapping.servers().isAbsent(), "EventSourceArn").stream())
			.toList();
	}

	static List<String> ignoredPartialResponse(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(deployment.settings().isOnNack(OnNack.REPORT) && !mapping.reports(),
				"FunctionResponseTypes");
	}

	static List<String> pollersNotProvisioned(MappingResource mapping, Deployment deployment) {
		if (!mapping.get("ProvisionedPollerConfig").isAbsent()) {
			return RuleCheck.OK;
		}
		Stream<String> settings = PROVISIONED_ONLY.stream()
			.filter((name) -> mapping.get(name).isPresent() && !mapping.get(name).isFalse());
		Stream<String> registry = RuleCheck.when(mapping.registry().isPresent(), "SchemaRegistryConfig").stream();
		return Stream.concat(settings.sorted(), registry).toList();
	}

	static List<String> endlessRetries(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(
				deployment.settings().redelivers() && mapping.hasEndlessRetries() && mapping.destination().isAbsent(),
				RETRIES);
	}

	static List<String> tenRetries(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(
				deployment.settings().redelivers() && mapping.retries() == -1 && mapping.destination().isPresent(),
				RETRIES);
	}

	static List<String> droppedRecords(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(mapping.hasBoundedRetries() && mapping.destination().isAbsent(), DESTINATION);
	}

	static List<String> healthyRecordsGivenUp(MappingResource mapping, Deployment deployment) {
		FunctionSettings settings = deployment.settings();
		boolean bounded = mapping.hasBoundedRetries() || mapping.destination().isPresent();
		if (!settings.redelivers() || !bounded || mapping.get("BatchSize").numberOr(100, 1) == 1) {
			return RuleCheck.OK;
		}
		boolean whole = settings.isOnNack(OnNack.ERROR) && mapping.get("BisectBatchOnFunctionError").isFalse();
		boolean behind = settings.isOnNack(OnNack.REPORT) && settings.stopsAfterFailure();
		return RuleCheck.when(whole || behind, behind ? RETRIES : "BisectBatchOnFunctionError");
	}

	static List<String> destinationIsSource(MappingResource mapping, Deployment deployment) {
		String destination = mapping.destination().text();
		Set<String> topics = Stream.concat(Stream.of(mapping), deployment.otherMappings(mapping))
			.flatMap((source) -> source.topics().stream())
			.map(TemplateValue::prefix)
			.collect(Collectors.toSet());
		return RuleCheck.when(destination != null && destination.startsWith("kafka://")
				&& topics.contains(destination.substring("kafka://".length())), DESTINATION);
	}

	static List<String> registryWithoutDestination(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(mapping.registry().isPresent() && mapping.destination().isAbsent(), DESTINATION);
	}

	static List<String> recordFormat(MappingResource mapping, Deployment deployment) {
		TemplateValue registry = mapping.registry();
		String format = registry.get("EventRecordFormat").text();
		String expected = deployment.settings().property("spring.amgi.payload.event-record-format");
		boolean other = format != null && expected != null && !expected.equalsIgnoreCase("auto")
				&& !expected.equalsIgnoreCase(format);
		boolean unreadable = "JSON".equals(format) && deserializesValues(registry)
				&& mapping.topics()
					.stream()
					.anyMatch((topic) -> topic.isKnown() && deployment.channels().takesBinary(topic.prefix()));
		return RuleCheck.when(other || unreadable, "SchemaRegistryConfig.EventRecordFormat");
	}

	private static boolean deserializesValues(TemplateValue registry) {
		return registry.get("SchemaValidationConfigs")
			.elements()
			.stream()
			.anyMatch((validated) -> validated.get("Attribute").isText("VALUE"));
	}

	static List<String> topicWithoutChannel(MappingResource mapping, Deployment deployment) {
		List<TemplateValue> topics = mapping.topics();
		return IntStream.range(0, topics.size()).filter((index) -> {
			String topic = topics.get(index).text();
			return topic != null && deployment.channels().lack(topic);
		}).mapToObj("Topics[%d]"::formatted).toList();
	}

	static List<String> batching(MappingResource mapping, Deployment deployment) {
		long size = mapping.get("BatchSize").numberOr(100, 100);
		long window = mapping.get("MaximumBatchingWindowInSeconds").numberOr(0, 0);
		long age = mapping.recordAge();
		return Stream
			.concat(RuleCheck.when(size < 1 || size > 10_000, "BatchSize").stream(),
					RuleCheck.when(window < 0 || window > 300 || (age >= 0 && window >= age),
							"MaximumBatchingWindowInSeconds")
						.stream())
			.toList();
	}

}
