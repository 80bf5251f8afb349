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

package io.amgi.test.client;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.cloud.function.context.FunctionCatalog;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.KafkaOperations;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.lambda.KafkaEventSourceMappingFunction;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.test.AmgiChannelTest;
import io.amgi.test.AmgiTestClient;

import static org.assertj.core.api.Assertions.assertThat;

@AmgiChannelTest(channels = Orders.class, properties = "spring.jackson.property-naming-strategy=SNAKE_CASE")
class AmgiChannelTestTests {

	@Autowired
	ApplicationContext context;

	@Autowired
	AmgiTestClient client;

	@Test
	void namedComponentIsThereAndOthersAreNot() {
		assertThat(this.context.getBeanProvider(Orders.class).stream()).hasSize(1);
		assertThat(this.context.getBeanProvider(Warehouse.class).stream()).isEmpty();
		assertThat(this.context.getBeanProvider(Stock.class).stream()).isEmpty();
	}

	@Test
	void middlewareOfTheApplicationIsThere() {
		assertThat(this.context.getBeanProvider(AmgiMiddleware.class).stream()).hasAtLeastOneElementOfType(Audit.class);
	}

	@Test
	void neitherKafkaNorLambdaNorFunctionsAreThere() {
		assertThat(this.context.getBeanProvider(KafkaOperations.class).stream()).isEmpty();
		assertThat(this.context.getBeanProvider(KafkaProperties.class).stream()).isEmpty();
		assertThat(this.context.getBeanProvider(FunctionCatalog.class).stream()).isEmpty();
		assertThat(this.context.getBeanProvider(KafkaEventSourceMappingFunction.class).stream()).isEmpty();
	}

	@Test
	void jacksonIsTheApplications() {
		assertThat(this.context.getBean(JsonMapper.class).writeValueAsString(new Order("A-1", 1)))
			.contains("\"order_id\"");
	}

	@Test
	void channelMethodsAreCalled() {
		assertThat(this.client.send("orders", new Order("A-1", 2))).isAcked().hasSent("invoices");
	}

	@Test
	void contextIsLambdas() {
		assertThat(this.client.send("returns", (record) -> record.header("reason", "blue").value("A-1"))).isAcked();
	}

	@Test
	void otherChannelsAreUnknown() {
		assertThat(this.client.send("deliveries", "cup")).isNackedWith("Couldn't resolve address: deliveries");
	}

}
