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
 * The rules that a template is checked by. {@code docs/operations.md} cites, or names the
 * test of, each claim.
 */
public enum Rule {

	/**
	 * The mapping lacks what Lambda requires.
	 */
	INCOMPLETE_MAPPING("The mapping cannot be created: it has no topic or no cluster.",
			"Name one topic in 'Topics', and the cluster by its ARN or bootstrap servers.",
			DeliveryRules::incompleteMapping),

	/**
	 * Failed records are reported, and the mapping does not read the report.
	 */
	IGNORED_PARTIAL_RESPONSE(
			"Lambda ignores the response of 'on-nack=report' and commits failed records: they are lost.",
			"Write 'FunctionResponseTypes: [ReportBatchItemFailures]', or set 'spring.amgi.on-nack=error'.",
			DeliveryRules::ignoredPartialResponse),

	/**
	 * The mapping has settings that Lambda honours only with provisioned pollers.
	 */
	POLLERS_NOT_PROVISIONED(
			"Without provisioned pollers, Lambda ignores this setting: failed records are delivered again forever, or are committed.",
			"Write 'ProvisionedPollerConfig: {MinimumPollers: 1}'.", DeliveryRules::pollersNotProvisioned),

	/**
	 * A record that can never be handled is delivered again forever.
	 */
	ENDLESS_RETRIES("A record that can never be handled stalls its partition until it expires from the topic.",
			"Write 'MaximumRetryAttempts' and a 'DestinationConfig', with provisioned pollers.",
			DeliveryRules::endlessRetries),

	/**
	 * Infinite retries are limited to ten if there is a destination.
	 */
	TEN_RETRIES(
			"Infinite retries are limited to ten if there is an on-failure destination: an outage of seconds sends whole batches there.",
			"Write the intended number of retries in 'MaximumRetryAttempts'.", DeliveryRules::tenRetries),

	/**
	 * Retries end, and nothing keeps the records.
	 */
	DROPPED_RECORDS("Records whose retries or age are used up are dropped.",
			"Write a 'DestinationConfig' with an 'OnFailure' destination.", DeliveryRules::droppedRecords),

	/**
	 * Healthy records use up their retries together with a poison pill.
	 */
	HEALTHY_RECORDS_GIVEN_UP(
			"Healthy records use up their retries together with a poison pill in their batch and are given up with it, handled or not.",
			"Under 'error', write 'BisectBatchOnFunctionError: true'; under 'report', set 'spring.amgi.processing.after-failure=continue', or publish failed records with 'spring.amgi.dead-letter.on=all'.",
			DeliveryRules::healthyRecordsGivenUp),

	/**
	 * The on-failure destination is read by the function again.
	 */
	DESTINATION_IS_SOURCE("Records that are given up are delivered to the function again, endlessly.",
			"Choose a destination topic that no mapping of the function reads.", DeliveryRules::destinationIsSource),

	/**
	 * Records that cannot be deserialized are given up without a destination.
	 */
	REGISTRY_WITHOUT_DESTINATION(
			"Records that cannot be deserialized with the schema registry are dropped before the function sees them.",
			"Write a 'DestinationConfig' with an 'OnFailure' destination.", DeliveryRules::registryWithoutDestination),

	/**
	 * The mapping delivers a different format than the channels accept.
	 */
	RECORD_FORMAT("The payloads cannot be converted: every record is nacked.",
			"Write 'EventRecordFormat: SOURCE' for Avro and Protobuf types, 'JSON' for types that are read from JSON, and set 'spring.amgi.payload.event-record-format' accordingly.",
			DeliveryRules::recordFormat),

	/**
	 * No channel accepts the topic's records.
	 */
	TOPIC_WITHOUT_CHANNEL("Each record of the topic is nacked: the mapping stalls, or gives all of them up.",
			"Add an @AmgiChannel for the topic, or remove the topic from the mapping.",
			DeliveryRules::topicWithoutChannel),

	/**
	 * A batch that Lambda cannot form, or records that are too old when it has formed it.
	 */
	BATCHING(
			"Lambda batches 1 to 10,000 records within 300 seconds, at most 6 MB; records that wait for longer than their maximum age are given up.",
			"Write a smaller 'BatchSize' or 'MaximumBatchingWindowInSeconds'.", DeliveryRules::batching),

	/**
	 * The function may run for longer than Kafka mappings support.
	 */
	TIMEOUT_TOO_LONG("Kafka mappings support functions of at most 14 minutes.", "Write a 'Timeout' of at most 840.",
			FunctionRules::timeoutTooLong),

	/**
	 * The margin before the deadline is cut.
	 */
	DEADLINE_MARGIN(
			"The margin is limited to a quarter of the time-out: late messages are not confirmed, and the batch is delivered again.",
			"Write a 'Timeout' of at least four times 'spring.amgi.processing.deadline-margin', 8 by default.",
			FunctionRules::deadlineMargin),

	/**
	 * The function's settings fail its start-up.
	 */
	INVALID_SETTINGS("The application does not start with these variables: the mapping stalls.",
			"Correct the values of the 'SPRING_' variables, or the profiles that they name.",
			FunctionRules::invalidSettings),

	/**
	 * The allow-lists refuse the mapping's own cluster.
	 */
	ALLOW_LISTS("Each event of this cluster is refused: the mapping stalls.",
			"Add the mapping's cluster to the list, or 'self-managed' for one without ARN.", FunctionRules::allowLists),

	/**
	 * The role does not allow what the mapping needs.
	 */
	MISSING_PERMISSIONS("Lambda cannot poll, or cannot write to the destination.",
			"Allow the action in the function's role.", PermissionRules::missingActions),

	/**
	 * The function sends to brokers that it cannot reach.
	 */
	NO_NETWORK(
			"Lambda polls from the cluster's network, but the function does not run there: its sends time out, and records are delivered again.",
			"Write a 'VpcConfig' with subnets and security groups that the brokers accept.", FunctionRules::noNetwork),

	/**
	 * The handler is not one that runs the application.
	 */
	HANDLER("Lambda does not run the application.",
			"Write 'Handler: org.springframework.cloud.function.adapter.aws.FunctionInvoker'.", FunctionRules::handler),

	/**
	 * The handler finds no application.
	 */
	MAIN_CLASS("FunctionInvoker finds no application to start.",
			"Name the @SpringBootApplication class in the variable 'MAIN_CLASS'.", FunctionRules::mainClass),

	/**
	 * The runtime is too old or no longer supported.
	 */
	RUNTIME("The runtime is older than Java 17 or no longer supported: Lambda stops patching it and later refuses updates.",
			"Write 'Runtime: java21' or a newer one.", FunctionRules::runtime),

	/**
	 * SnapStart applies to versions that the mapping does not invoke.
	 */
	SNAP_START_WITHOUT_ALIAS("SnapStart has no effect: the mapping invokes the unpublished version.",
			"Write 'AutoPublishAlias', or point the mapping at an alias or version.", FunctionRules::snapStart);

	private final String loss;

	private final String remedy;

	private final RuleCheck check;

	Rule(String loss, String remedy, RuleCheck check) {
		this.loss = loss;
		this.remedy = remedy;
		this.check = check;
	}

	/**
	 * Returns what a template that breaks the rule leads to.
	 * @return a sentence
	 */
	public String getLoss() {
		return this.loss;
	}

	/**
	 * Returns what to write instead.
	 * @return a sentence
	 */
	public String getRemedy() {
		return this.remedy;
	}

	boolean isAboutFunction() {
		return ordinal() >= TIMEOUT_TOO_LONG.ordinal();
	}

	List<String> check(MappingResource mapping, Deployment deployment) {
		return this.check.check(mapping, deployment);
	}

}
