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

package io.amgi.redrive;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.amgi.kafka.KafkaDeadLetterPublisher;

/**
 * Decides which letters the application may handle, and where the others go. Whoever can
 * write to a dead letter topic must not choose the handler.
 */
final class LetterRouting {

	private final List<String> originalTopics;

	private final String topicSuffix;

	private final String parkingSuffix;

	private final int maxAttempts;

	private final Function<String, @Nullable String> channels;

	/**
	 * Creates a routing.
	 * @param options the settings
	 * @param channels returns the name of the channel for a topic, or {@code null}
	 */
	LetterRouting(RedriveOptions options, Function<String, @Nullable String> channels) {
		this.originalTopics = options.originalTopics();
		this.topicSuffix = options.topicSuffix();
		this.parkingSuffix = options.parkingSuffix();
		this.maxAttempts = options.maxAttempts();
		this.channels = channels;
	}

	/**
	 * Returns the topics whose records may be handled, wherever they are read from.
	 * @return the original topics
	 */
	List<String> originalTopics() {
		return this.originalTopics;
	}

	/**
	 * Returns the topic for letters of a topic.
	 * @param topic the original topic
	 * @return the dead letter topic
	 */
	String deadLetterTopic(String topic) {
		return topic + this.topicSuffix;
	}

	/**
	 * Returns the topics whose records a dead letter topic may hold.
	 * @param deadLetterTopic the dead letter topic
	 * @return the original topics
	 */
	Set<String> originalTopics(String deadLetterTopic) {
		Set<String> topics = new LinkedHashSet<>();
		String topic = isParking(deadLetterTopic) ? without(deadLetterTopic, this.parkingSuffix) : deadLetterTopic;
		if (topic.endsWith(this.topicSuffix) && topic.length() > this.topicSuffix.length()) {
			topics.add(without(topic, this.topicSuffix));
		}
		topics.addAll(this.originalTopics);
		return topics;
	}

	private static String without(String topic, String suffix) {
		return topic.substring(0, topic.length() - suffix.length());
	}

	/**
	 * Returns whether a topic is named as dead letter topics are.
	 * @param topic the topic
	 * @return whether its records are letters
	 */
	boolean isDeadLetterTopic(String topic) {
		return topic.endsWith(this.topicSuffix) || topic.endsWith(this.topicSuffix + this.parkingSuffix);
	}

	/**
	 * Returns the topic for a letter whose record fails once more.
	 * @param letter the letter
	 * @return its own topic or the parking topic
	 */
	String destination(Letter letter) {
		String topic = letter.record().topic();
		return (letter.headers().attempts() + 1 >= this.maxAttempts) ? parkingTopic(topic) : topic;
	}

	private boolean isParking(String topic) {
		return topic.endsWith(this.parkingSuffix) && topic.length() > this.parkingSuffix.length();
	}

	/**
	 * Returns the topic for letters that are not tried again.
	 * @param deadLetterTopic the dead letter topic
	 * @return the parking topic
	 */
	String parkingTopic(String deadLetterTopic) {
		return isParking(deadLetterTopic) ? deadLetterTopic : deadLetterTopic + this.parkingSuffix;
	}

	/**
	 * Returns the channel for a topic.
	 * @param topic the topic
	 * @return the name of the channel, or {@code null}
	 */
	@Nullable String channel(String topic) {
		return this.channels.apply(topic);
	}

	/**
	 * Checks that some channel may handle the letters of a topic.
	 * @param deadLetterTopic the dead letter topic
	 * @throws RedriveException if there is none
	 */
	void check(String deadLetterTopic) {
		Set<String> originals = originalTopics(deadLetterTopic);
		if (originals.stream().allMatch((topic) -> channel(topic) == null)) {
			throw new RedriveException("No channel is for the original topics of '%s': %s".formatted(deadLetterTopic,
					originals.isEmpty() ? "its name does not end in '%s'".formatted(this.topicSuffix) : originals),
					null);
		}
	}

	/**
	 * Checks that some channel may handle the records of on-failure documents in files.
	 * @throws RedriveException if there is none
	 */
	void checkFiles() {
		if (this.originalTopics.stream().allMatch((topic) -> channel(topic) == null)) {
			throw new RedriveException("No channel is for the original topics of the files: " + this.originalTopics,
					null);
		}
	}

	/**
	 * Returns the original place of a letter that may be handled.
	 * @param letter the letter
	 * @return the place
	 * @throws UnusableLetterException if it must not be handled
	 */
	OriginalPlace route(Letter letter) {
		String undecoded = letter.headers().lastText(KafkaDeadLetterPublisher.UNDECODED);
		if (undecoded != null) {
			throw new UnusableLetterException("it holds the event's text instead of the record's bytes");
		}
		OriginalPlace place = letter.place();
		if (place == null) {
			throw new UnusableLetterException(String.valueOf(letter.defect()));
		}
		if (!originalTopics(letter.record().topic()).contains(place.topic())) {
			throw new UnusableLetterException("its original topic is not allowed");
		}
		if (channel(place.topic()) == null) {
			throw new UnusableLetterException("its original topic has no channel");
		}
		return place;
	}

}
