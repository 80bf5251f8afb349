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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.kafka.config.KafkaListenerContainerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

import io.amgi.channel.ChannelAddress;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.protocol.AmgiApplication;

/**
 * The topics to consume: the configured ones, or else a pattern that the channels'
 * addresses match. Address templates match no internal topics, dead letter topics and
 * reply addresses, because the application would otherwise consume its own messages.
 * Literal addresses always match.
 */
final class ConsumerTopics {

	private static final Log logger = LogFactory.getLog(ConsumerTopics.class);

	private static final String TOPICS = "spring.amgi.consumer.topics";

	private static final String INTERNAL = "__.*";

	private final AmgiApplication application;

	private final List<String> topics;

	private final List<String> excludedSuffixes;

	ConsumerTopics(AmgiApplication application, List<String> topics, List<String> excludedSuffixes) {
		this.application = application;
		this.topics = topics;
		this.excludedSuffixes = excludedSuffixes;
	}

	<C extends MessageListenerContainer> C container(KafkaListenerContainerFactory<C> factory) {
		if (!this.topics.isEmpty()) {
			return factory.createContainer(this.topics.toArray(String[]::new));
		}
		Pattern pattern = pattern();
		logger.info("Consuming the topics that match " + pattern);
		return factory.createContainer(pattern);
	}

	private Pattern pattern() {
		if (!(this.application instanceof AnnotatedApplication annotated)) {
			throw new InvalidConsumerException("an AmgiApplication of its own does not say what topics it is for",
					"Set '%s'.".formatted(TOPICS));
		}
		List<ChannelAddress> channels = annotated.getAddresses();
		if (channels.isEmpty()) {
			throw new InvalidConsumerException("no bean has a method annotated with @AmgiChannel",
					"Add one, or set '%s'.".formatted(TOPICS));
		}
		return pattern(channels, annotated.getReplyAddresses(), this.excludedSuffixes);
	}

	static Pattern pattern(List<ChannelAddress> channels, Collection<ChannelAddress> replies, List<String> suffixes) {
		List<String> alternatives = new ArrayList<>();
		channels.stream().filter(ChannelAddress::isLiteral).map(ChannelAddress::toRegex).forEach(alternatives::add);
		String templates = channels.stream()
			.filter((channel) -> !channel.isLiteral())
			.map(ChannelAddress::toRegex)
			.collect(Collectors.joining("|"));
		if (!templates.isEmpty()) {
			alternatives.add("(?!(?:%s)$)(?:%s)".formatted(excluded(replies, suffixes), templates));
		}
		return Pattern.compile(String.join("|", alternatives));
	}

	private static String excluded(Collection<ChannelAddress> replies, List<String> suffixes) {
		return Stream
			.of(Stream.of(INTERNAL), suffixes.stream().map((suffix) -> ".*" + Pattern.quote(suffix)),
					replies.stream().map(ChannelAddress::toRegex))
			.flatMap((alternatives) -> alternatives)
			.sorted()
			.collect(Collectors.joining("|"));
	}

}
