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
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.channel.ChannelAddress;
import io.amgi.kafka.KafkaChannelProtocol;

import static org.assertj.core.api.Assertions.assertThat;

class ConsumerTopicsTests {

	private static final List<String> SUFFIXES = List.of("-dlt", "-parked");

	private final Pattern pattern = ConsumerTopics.pattern(addresses("orders.{region}", "{a}-{b}.events", "payments"),
			addresses("orders.{region}.done", "orders.all"), SUFFIXES);

	@ParameterizedTest
	@ValueSource(strings = { "orders.eu", "orders.eu-dlt-1", "orders.done", "payments", "x-y.events", "orders.eu.x" })
	void topicOfAChannelMatches(String topic) {
		assertThat(topic).matches(this.pattern);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.", "orders", "ordersxeu", "payments2", "xpayments", "-.events" })
	void otherTopicDoesNotMatch(String topic) {
		assertThat(topic).doesNotMatch(this.pattern);
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders.eu-dlt", "orders.eu-parked", "orders.eu.done", "orders.all", "payments-dlt",
			"__x-y.events" })
	void topicThatTheApplicationWritesDoesNotMatch(String topic) {
		assertThat(topic).doesNotMatch(this.pattern);
	}

	@Test
	void literalAddressSaysWhatItMeans() {
		assertThat("orders-dlt").matches(ConsumerTopics.pattern(addresses("orders-dlt"), List.of(), SUFFIXES));
		assertThat("b").matches(ConsumerTopics.pattern(addresses("a", "b"), addresses("b"), SUFFIXES));
	}

	@Test
	void templateThatMatchesEverythingLeavesOutInternalTopics() {
		Pattern all = ConsumerTopics.pattern(addresses("{any}"), List.of(), SUFFIXES);
		assertThat(List.of("a", "orders-dlt2")).allMatch(all.asMatchPredicate());
		assertThat(List.of("__consumer_offsets", "__transaction_state", "a-dlt")).noneMatch(all.asMatchPredicate());
	}

	private static List<ChannelAddress> addresses(String... texts) {
		return Stream.of(texts).map((text) -> ChannelAddress.parse(text, new KafkaChannelProtocol())).toList();
	}

}
