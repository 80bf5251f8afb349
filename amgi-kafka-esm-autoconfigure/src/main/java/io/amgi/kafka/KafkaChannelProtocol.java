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

import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.handler.ChannelProtocol;

/**
 * Kafka as the protocol behind channels, whose addresses are topics. Needs no class of
 * Kafka's clients, so that it is there without them, too.
 */
public final class KafkaChannelProtocol implements ChannelProtocol {

	private static final Pattern NOT_IN_TOPICS = Pattern.compile("[^a-zA-Z0-9._-]");

	private static final int MAX_TOPIC_LENGTH = 249;

	private static final String KAFKA = "org.apache.kafka.";

	private static final String METADATA = "org.springframework.kafka.listener.adapter.ConsumerRecordMetadata";

	private static final Set<String> SHARED_HEADERS = Set.of("kafka_receivedTopic", "kafka_receivedPartitionId");

	private static final List<String> CLIENTS = List.of(KAFKA, "org.springframework.kafka.");

	@Override
	public void checkLiteral(String literal, String address) {
		Matcher foreign = NOT_IN_TOPICS.matcher(literal);
		Assert.isTrue(!foreign.find(), () -> """
				'%s' in address '%s', which no topic has: \
				'#{...}', '*' and lists with commas are not addresses. \
				Write several addresses as { "orders", "payments" }, and what differs as a parameter, \
				"orders.{region}\"""".formatted(foreign.group(), address));
	}

	@Override
	public void checkLength(int length, String address) {
		Assert.isTrue(length <= MAX_TOPIC_LENGTH,
				() -> "Address '%s' is longer than the %d characters of a topic".formatted(address, MAX_TOPIC_LENGTH));
	}

	@Override
	public boolean isClientType(Class<?> type) {
		return CLIENTS.stream().anyMatch(type.getName()::startsWith) || isOwn(type);
	}

	// An application may have a package of the same name.
	private static boolean isOwn(Class<?> type) {
		return type.getPackage() == KafkaChannelProtocol.class.getPackage()
				&& Objects.equals(codeSource(type), codeSource(KafkaChannelProtocol.class));
	}

	private static @Nullable CodeSource codeSource(Class<?> type) {
		return type.getProtectionDomain().getCodeSource();
	}

	@Override
	public boolean isMessageType(Class<?> type) {
		return type.getName().startsWith(KAFKA) || type.getName().equals(METADATA);
	}

	@Override
	public boolean isSharedHeader(String name) {
		return SHARED_HEADERS.contains(name);
	}

}
