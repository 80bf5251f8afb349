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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.test.template.TestTemplate.Format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventSourceMappingTemplatesTests {

	private static final String FUNCTION = """
			Parameters:
			  Setting: {Type: String}
			Resources:
			  Orders:
			    Type: AWS::Serverless::Function
			    Properties:
			      Runtime: java21
			      Timeout: 60
			      Handler: org.springframework.cloud.function.adapter.aws.FunctionInvoker
			      VpcConfig: !Ref Setting
			      Role: !ImportValue role
			      Environment:
			        Variables:
			          MAIN_CLASS: io.amgi.test.template.ShopApplication
			          %s
			      Events:
			        Placed:
			          Type: MSK
			          Properties:
			            Stream: !Ref Setting
			            Topics: [orders]
			            %s
			""";

	private static ConfigurableApplicationContext application;

	@TempDir
	Path directory;

	@BeforeAll
	static void start() {
		application = ShopApplication.run("spring.amgi.on-nack=report");
	}

	@AfterAll
	static void close() {
		application.close();
	}

	@Test
	void findingNamesResourcePropertyRuleLossAndRemedy() {
		TestTemplate template = new TestTemplate();
		template.mapping.remove("FunctionResponseTypes");
		template.variables.put("SPRING_AMGI_PROCESSING_AFTERFAILURE", "continue");
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> assertThat(template.read(this.directory, Format.SAM)).fits(application))
			.withMessageContainingAll("Function 'Orders' and its application do not fit",
					"Orders.Events.Placed: FunctionResponseTypes [IGNORED_PARTIAL_RESPONSE]", "they are lost",
					"Write 'FunctionResponseTypes: [ReportBatchItemFailures]'");
	}

	@Test
	void findingHasTerraformsNames() {
		TestTemplate template = new TestTemplate();
		template.mapping.remove("FunctionResponseTypes");
		assertThat(template.read(this.directory, Format.TERRAFORM).findings(application)).extracting(Finding::property)
			.contains("function_response_types");
	}

	@Test
	void findingHoldsNoValueOfTheTemplate() {
		TestTemplate template = new TestTemplate();
		template.variables.put("SPRING_AMGI_ONNACK", "hunter2");
		template.function.put("Handler", "hunter2");
		template.mapping.put("Topics", List.of("hunter2"));
		template.destination("kafka://hunter2");
		assertThat(template.read(this.directory, Format.SAM).findings(application)).isNotEmpty()
			.allSatisfy((finding) -> assertThat(finding.toString()).doesNotContain("hunter2"));
	}

	@Test
	void ruleIsIgnoredForAReason() {
		TestTemplate template = new TestTemplate();
		assertThat(template.read(this.directory, Format.SAM))
			.ignoring(Rule.HEALTHY_RECORDS_GIVEN_UP, "The destination is redriven in order")
			.fits(application);
	}

	@Test
	void ruleIsNotIgnoredWithoutAReason() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> assertThat(new TestTemplate().read(this.directory, Format.SAM))
				.ignoring(Rule.HEALTHY_RECORDS_GIVEN_UP, " "));
	}

	@Test
	void unknownFunctionFailsWithTheNames() {
		EventSourceMappingTemplates templates = templates("", "");
		assertThatIllegalArgumentException().isThrownBy(() -> templates.function("Stock"))
			.withMessage("No function 'Stock' in the template, which has: Orders");
	}

	@Test
	void functionWithoutMappingDoesNotFit() {
		EventSourceMappingTemplates templates = templates(
				"Resources: {Orders: {Type: AWS::Lambda::Function, Properties: {}}}");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(templates).fits(application))
			.withMessage("Expected function 'Orders' to have a Kafka event source mapping in the template");
	}

	@Test
	void variableOverridesTheContextsSetting() {
		assertThat(rules("SPRING_AMGI_ON_NACK: error", "")).doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE);
		assertThat(rules("", "")).contains(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void jsonInAVariableOverridesTheContextsSetting() {
		assertThat(rules("SPRING_APPLICATION_JSON: '{\"spring\":{\"amgi\":{\"on-nack\":\"error\"}}}'", ""))
			.doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void profileOfAVariableOverridesTheContextsSetting() {
		try (ConfigurableApplicationContext plain = ShopApplication.run()) {
			assertThat(rules(templates("", ""), plain)).doesNotContain(Rule.ENDLESS_RETRIES);
			assertThat(rules(templates("SPRING_PROFILES_ACTIVE: failing", ""), plain)).contains(Rule.ENDLESS_RETRIES);
		}
	}

	@Test
	void settingThatAParameterDecidesIsUnknown() {
		assertThat(rules("SPRING_AMGI_ON_NACK: !Ref Setting", "")).doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE,
				Rule.ENDLESS_RETRIES);
	}

	@Test
	void profileThatAParameterDecidesMakesAllSettingsUnknown() {
		assertThat(rules("SPRING_PROFILES_ACTIVE: !Ref Setting", "")).doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE,
				Rule.ENDLESS_RETRIES);
	}

	@Test
	void propertyThatAConditionMayRemoveIsUnknown() {
		assertThat(rules("", "FunctionResponseTypes: !If [A, [ReportBatchItemFailures], !Ref AWS::NoValue]"))
			.doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE, Rule.POLLERS_NOT_PROVISIONED);
	}

	@Test
	void destinationThatAnotherMappingReadsIsFound() {
		String destination = "DestinationConfig: {OnFailure: {Destination: 'kafka://notes.eu'}}";
		String other = "        Noted: {Type: MSK, Properties: {Stream: !Ref Setting, Topics: [notes.eu]}}\n";
		assertThat(rules("", destination)).doesNotContain(Rule.DESTINATION_IS_SOURCE);
		assertThat(rules(templates(FUNCTION.formatted("", destination) + other), application))
			.contains(Rule.DESTINATION_IS_SOURCE);
	}

	@Test
	void noValueIsAbsence() {
		assertThat(rules("", "FunctionResponseTypes: !Ref AWS::NoValue")).contains(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void includedPropertiesAreUnknown() {
		assertThat(rules("", "Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://bucket/mapping.yaml}}"))
			.doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void macroOverTheTemplateMakesAbsenceUnknown() {
		assertThat(rules(templates("Transform: [MyMacro]\n" + FUNCTION.formatted("", "")), application))
			.doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE, Rule.ENDLESS_RETRIES);
	}

	@Test
	void globalsApplyToEachFunction() {
		String globals = "Globals: {Function: {Timeout: 900, Environment: {Variables: {SPRING_AMGI_ON_NACK: error}}}}\n";
		EventSourceMappingTemplates templates = templates(
				globals + FUNCTION.formatted("", "").replace("      Timeout: 60\n", ""));
		assertThat(rules(templates, application)).contains(Rule.TIMEOUT_TOO_LONG)
			.doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void valueThatTerraformKnowsOnlyAfterTheDeploymentIsNotAbsent() {
		EventSourceMappingTemplates templates = templates(plan("\"topics\":[\"orders\"]",
				"\"function_response_types\":true,\"maximum_retry_attempts\":true,\"batch_size\":true"));
		assertThat(rules(templates, application)).doesNotContain(Rule.IGNORED_PARTIAL_RESPONSE, Rule.ENDLESS_RETRIES);
		assertThat(rules(templates(plan("\"topics\":[\"orders\"]", "")), application))
			.contains(Rule.IGNORED_PARTIAL_RESPONSE, Rule.ENDLESS_RETRIES);
	}

	@Test
	void terraformModulesMappingIsLinkedByItsArgument() {
		String module = """
				"module_calls":{"kafka":{"expressions":{"target":{"references":["aws_lambda_function.orders.arn"]}},
				"module":{"resources":[{"address":"aws_lambda_event_source_mapping.placed","expressions":
				{"function_name":{"references":["var.target"]}}}]}}}""";
		String plan = plan("\"topics\":[\"orders\"]", "")
			.replace("\"address\":\"aws_lambda_event_source_mapping.placed\",\"type\"",
					"\"address\":\"module.kafka.aws_lambda_event_source_mapping.placed[0]\",\"type\"")
			.replaceAll("\"root_module\":\\{.*", "\"root_module\":{" + module.replace("\n", "") + "}}}");
		assertThat(rules(templates(plan), application)).contains(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void terraformMappingIsLinkedThroughAnAlias() {
		String plan = plan("\"topics\":[\"orders\"]", "")
			.replace("\"references\":[\"aws_lambda_function.orders.arn\"]",
					"\"references\":[\"aws_lambda_alias.live.arn\"]")
			.replace("\"resources\":[", "\"resources\":[{\"address\":\"aws_lambda_alias.live\",\"expressions\":"
					+ "{\"function_name\":{\"references\":[\"aws_lambda_function.orders.function_name\"]}}},");
		assertThat(rules(templates(plan), application)).contains(Rule.IGNORED_PARTIAL_RESPONSE);
	}

	@Test
	void mappingIsLinkedByReferenceAliasAndName() {
		for (String target : List.of("!Ref Orders", "!GetAtt Orders.Arn", "!Ref Live", "orders", "orders:live",
				"arn:aws:lambda:eu-west-1:123456789012:function:orders:live", "!Sub '${Orders}:live'")) {
			assertThat(rules(templates(separate(target, "")), application)).as(target)
				.contains(Rule.IGNORED_PARTIAL_RESPONSE);
		}
	}

	@Test
	void mappingOfAFunctionThatIsNotKnownIsNotJudged() {
		EventSourceMappingTemplates templates = templates(separate("!ImportValue orders", ""));
		assertThat(templates).fits(application);
	}

	@Test
	void snapStartIsInForceBehindAnAlias() {
		String snapStart = "SnapStart: {ApplyOn: PublishedVersions}";
		assertThat(rules(templates(separate("!Ref Live", snapStart)), application))
			.doesNotContain(Rule.SNAP_START_WITHOUT_ALIAS);
		assertThat(rules(templates(separate("!Ref Orders", snapStart)), application))
			.contains(Rule.SNAP_START_WITHOUT_ALIAS);
	}

	@Test
	void numbersThatAParameterDecidesAreUnknown() {
		assertThat(rules("SPRING_AMGI_PROCESSING_DEADLINEMARGIN: 60s",
				"{BatchSize: !Ref Setting, MaximumRetryAttempts: !Ref Setting, DestinationConfig: !Ref Setting}"
					.replaceAll("[{}]", "")
					.replace(", ", "\n            ")))
			.doesNotContain(Rule.HEALTHY_RECORDS_GIVEN_UP, Rule.BATCHING, Rule.TEN_RETRIES, Rule.DROPPED_RECORDS);
		EventSourceMappingTemplates timeout = templates(
				FUNCTION.formatted("SPRING_AMGI_PROCESSING_DEADLINEMARGIN: 60s", "")
					.replace("Timeout: 60", "Timeout: !Ref Setting"));
		assertThat(rules(timeout, application)).doesNotContain(Rule.DEADLINE_MARGIN, Rule.TIMEOUT_TOO_LONG);
	}

	@Test
	void permissionsOfARoleFromElsewhereAreUnknown() {
		assertThat(rules("", "")).doesNotContain(Rule.MISSING_PERMISSIONS);
	}

	@Test
	void policyThatIsNotKnownMakesPermissionsUnknown() {
		TestTemplate template = new TestTemplate();
		template.actions.clear();
		assertThat(template.read(this.directory, Format.SAM).findings(application)).extracting(Finding::rule)
			.contains(Rule.MISSING_PERMISSIONS);
		String text = Format.SAM.write(template).replace("Policies:", "Policies:\n      - company-kafka-policy");
		assertThat(rules(templates(text), application)).doesNotContain(Rule.MISSING_PERMISSIONS);
	}

	@Test
	void serversOfAllowListMayHaveWildcards() {
		String mapping = separate("!Ref Orders",
				"Environment: {Variables: {SPRING_AMGI_OUTBOUND_ALLOWEDBOOTSTRAPSERVERS: '%s'}}")
			.replace("Topics: [orders]", "SelfManagedEventSource: {Endpoints: {KafkaBootstrapServers: "
					+ "['b-1.example.com:9096', 'b-2.example.com:9096']}}\n      Topics: [orders]");
		for (String allowed : List.of("*.example.com:9096", "*.example.com", "b-1.example.com,b-2.example.com")) {
			assertThat(rules(templates(mapping.formatted(allowed)), application)).as(allowed)
				.doesNotContain(Rule.ALLOW_LISTS);
		}
		for (String allowed : List.of("*.example.com:9092", "*.com", "b-1.example.com:9096")) {
			assertThat(rules(templates(mapping.formatted(allowed)), application)).as(allowed)
				.contains(Rule.ALLOW_LISTS);
		}
	}

	private static String separate(String target, String property) {
		return """
				Resources:
				  Orders:
				    Type: AWS::Lambda::Function
				    Properties:
				      FunctionName: orders
				      %s
				  Live:
				    Type: AWS::Lambda::Alias
				    Properties: {FunctionName: !Ref Orders, FunctionVersion: !GetAtt Version.Version, Name: live}
				  Placed:
				    Type: AWS::Lambda::EventSourceMapping
				    Properties:
				      FunctionName: %s
				      Topics: [orders]
				""".formatted(property, target);
	}

	private static String plan(String after, String unknown) {
		return """
				{"resource_changes":[
				{"address":"aws_lambda_function.orders","type":"aws_lambda_function","change":{"after":{"runtime":"java21"}}},
				{"address":"aws_lambda_event_source_mapping.placed","type":"aws_lambda_event_source_mapping","change":{"after":{%s},"after_unknown":{%s}}}],
				"configuration":{"root_module":{"resources":[{"address":"aws_lambda_event_source_mapping.placed","expressions":{"function_name":{"references":["aws_lambda_function.orders.arn"]}}}]}}}
				"""
			.formatted(after, unknown);
	}

	private List<Rule> rules(String variable, String property) {
		return rules(templates(variable, property), application);
	}

	private static List<Rule> rules(EventSourceMappingTemplates templates, ConfigurableApplicationContext context) {
		return templates.function().findings(context).stream().map(Finding::rule).toList();
	}

	private EventSourceMappingTemplates templates(String variable, String property) {
		return templates(FUNCTION.formatted(variable, property));
	}

	private EventSourceMappingTemplates templates(String text) {
		try {
			return EventSourceMappingTemplates.of(Files.writeString(this.directory.resolve("template"), text));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
