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

package io.amgi.observation;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelDescriptor;

/**
 * Finds the channel of a topic, by which records are counted: topics may be many.
 */
@FunctionalInterface
public interface ChannelLookup {

	/**
	 * The name that stands for a channel where there is none, as in an application that
	 * is not made of annotated methods.
	 */
	String NO_CHANNEL = "none";

	/**
	 * Finds the channel that handles the records of a topic.
	 * @param topic the topic
	 * @return the channel, or {@code null} if there is none
	 */
	@Nullable ChannelDescriptor find(String topic);

	/**
	 * Returns the address of the channel that handles the records of a topic.
	 * @param topic the topic, or {@code null} if a record lacks it
	 * @return the address, maybe a template, or {@link #NO_CHANNEL}
	 */
	default String nameOf(@Nullable String topic) {
		ChannelDescriptor channel = (topic != null) ? find(topic) : null;
		return (channel != null) ? channel.address().toString() : NO_CHANNEL;
	}

}
