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

package io.amgi.samples.orders;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

import io.amgi.channel.AmgiChannel;
import io.amgi.test.template.EventSourceMappingTemplates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the templates deploy this application and fit it.
 */
@SpringBootTest
class TemplateTests {

	@Autowired
	ApplicationContext context;

	@Test
	void templateFits() {
		assertThat(EventSourceMappingTemplates.of(Path.of("template.yaml")).function("Orders")).fits(this.context);
	}

	@Test
	void templateForScramFits() {
		assertThat(EventSourceMappingTemplates.of(Path.of("template-scram.yaml")).function("Orders"))
			.fits(this.context);
	}

	@ParameterizedTest
	@ValueSource(strings = { "msk-iam", "scram" })
	void terraformPlanFits(String name) {
		Path plan = Path.of("src/test/resources/plans", name + ".json");
		assertThat(EventSourceMappingTemplates.of(plan).function("aws_lambda_function.orders")).fits(this.context);
	}

	@ParameterizedTest
	@ValueSource(strings = { "template.yaml", "template-scram.yaml" })
	void eachChannelHasAMapping(Path template) {
		assertThat(template).content().contains(topics());
	}

	@ParameterizedTest
	@ValueSource(strings = { "terraform/msk-iam/main.tf", "terraform/scram/main.tf" })
	void eachChannelHasAMappingOfTerraform(Path configuration) {
		assertThat(configuration).content()
			.contains(channels().map("\"%s\""::formatted).toList())
			.contains(OrdersApplication.class.getName());
	}

	@ParameterizedTest
	@ValueSource(strings = { "template.yaml", "template-scram.yaml" })
	void credentialsGoToTheNamedServersAlone(Path template) {
		assertThat(template).content().contains("SPRING_AMGI_OUTBOUND_ALLOWEDBOOTSTRAPSERVERS: !");
	}

	@ParameterizedTest
	@ValueSource(strings = { "terraform/msk-iam/main.tf", "terraform/scram/main.tf" })
	void credentialsGoToTheNamedServersAloneWithTerraform(Path configuration) {
		assertThat(configuration).content().contains("SPRING_AMGI_OUTBOUND_ALLOWEDBOOTSTRAPSERVERS =");
	}

	@Test
	void packageHasNoDeveloperTools() {
		assertThat(Path.of("src/assembly/lambda.xml")).content()
			.contains("<exclude>org.springframework.boot:spring-boot-devtools</exclude>");
	}

	private static List<String> topics() {
		return channels().map("Topics:\n              - %s\n"::formatted).toList();
	}

	private static Stream<String> channels() {
		return Stream.of(Orders.class.getDeclaredMethods())
			.map((method) -> method.getAnnotation(AmgiChannel.class))
			.flatMap((channel) -> (channel != null) ? Stream.of(channel.value()) : Stream.empty());
	}

}
