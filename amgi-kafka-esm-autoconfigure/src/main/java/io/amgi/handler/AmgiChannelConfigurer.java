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

package io.amgi.handler;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.validation.Validator;

import io.amgi.sender.OutboundEnvelope;
import io.amgi.sender.PayloadRole;

/**
 * Extends the signatures that channel methods may have. Beans of this type are applied in
 * their order, and their additions precede the defaults.
 */
public interface AmgiChannelConfigurer {

	/**
	 * Adds resolvers for parameters. The message that they resolve from is a
	 * {@link ChannelMessage}. An exception of theirs nacks the record; its message is
	 * reported only if it is a {@link ChannelArgumentException}, since others may quote
	 * the record.
	 * @param resolvers the resolvers so far
	 */
	default void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
	}

	/**
	 * Adds converters for payloads and keys. They convert from a {@link PayloadMessage},
	 * in which a {@code contentType} header is text and absent for keys. Their hint is
	 * the parameter, or the {@link org.springframework.core.ResolvableType} that an
	 * argument resolver requests. Exceptions are treated like those of argument
	 * resolvers; after a {@link io.amgi.protocol.NotCompletedException}, the record is
	 * delivered again. Converters of outbound messages receive
	 * {@link io.amgi.sender.OutboundHeaders OutboundHeaders}.
	 * @param converters the converters so far
	 */
	default void addMessageConverters(List<MessageConverter> converters) {
	}

	/**
	 * Returns whether the converters of this configurer write text and UUIDs, too, which
	 * otherwise are sent as they are.
	 * @param role the part of a message that is sent
	 * @return whether they do
	 */
	default boolean convertsText(PayloadRole role) {
		return false;
	}

	/**
	 * Adds headers that the message's protocol knows. They go before those that the
	 * sender has set.
	 * @param headers what to read a header from, by its name; {@code null} is no header
	 */
	default void addHeaders(Map<String, Function<ChannelMessage, @Nullable Object>> headers) {
	}

	/**
	 * Adds types of parameters that hold the elements of a batch.
	 * @param types what makes arguments of a type
	 */
	default void addBatchTypes(Map<Class<?>, BatchType> types) {
	}

	/**
	 * Adds headers of the sender that hold an integer in binary, big-endian.
	 * @param names the names of the headers
	 */
	default void addBinaryHeaders(Set<String> names) {
	}

	/**
	 * Adds types whose values are messages themselves, wherever a payload to send is
	 * expected.
	 * @param envelopes what to read a type's values by
	 */
	default void addEnvelopes(Map<Class<?>, Function<Object, OutboundEnvelope>> envelopes) {
	}

	/**
	 * Returns the validator for payloads that are annotated with {@code @Valid} or
	 * {@code @Validated}.
	 * @return the validator, or {@code null} to leave it to others
	 */
	default @Nullable Validator getValidator() {
		return null;
	}

	/**
	 * Finds the message that a batch method's exception says it has failed at, as
	 * {@link BatchRecordException} does.
	 * @param failure the exception
	 * @param batch the messages of the batch
	 * @return the message's index, empty if the exception names none
	 */
	default OptionalInt findFailedMessage(Throwable failure, List<ChannelMessage> batch) {
		return OptionalInt.empty();
	}

}
