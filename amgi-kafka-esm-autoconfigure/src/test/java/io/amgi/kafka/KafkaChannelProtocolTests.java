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

package io.amgi.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.support.Acknowledgment;

import io.amgi.channel.ChannelAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KafkaChannelProtocolTests {

	private final KafkaChannelProtocol protocol = new KafkaChannelProtocol();

	@ParameterizedTest
	@ValueSource(strings = { "#{'orders,payments'.split(',')}", "orders,payments", "orders.*", "orders/eu",
			"orders eu.{region}", "{region}.b\u00fcro" })
	void addressThatNoTopicHasIsRefused(String address) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse(address))
			.withMessageContaining("in address '" + address + "', which no topic has: "
					+ "'#{...}', '*' and lists with commas are not addresses. Write several addresses as ");
	}

	@Test
	void addressIsAtMostAsLongAsATopic() {
		assertThat(parse("o".repeat(248) + "{region}").getParameters()).containsExactly("region");
		assertThatIllegalArgumentException().isThrownBy(() -> parse("o".repeat(249) + "{region}"))
			.withMessageContaining("is longer than the 249 characters of a topic");
	}

	@Test
	void clientsAreThoseOfKafkaAndSpringKafka() {
		assertThat(this.protocol.isClientType(ConsumerRecord.class)).isTrue();
		assertThat(this.protocol.isClientType(Acknowledgment.class)).isTrue();
		assertThat(this.protocol.isClientType(String.class)).isFalse();
	}

	@Test
	void batchesMayShareWhatIsSpringKafkas() {
		assertThat(this.protocol.isMessageType(ConsumerRecord.class)).isTrue();
		assertThat(this.protocol.isMessageType(Acknowledgment.class)).isFalse();
	}

	private ChannelAddress parse(String address) {
		return ChannelAddress.parse(address, this.protocol);
	}

}
