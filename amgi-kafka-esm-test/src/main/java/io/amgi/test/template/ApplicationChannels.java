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

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.channel.ChannelAddress;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * The channels of an application.
 *
 * @param application the application, or {@code null} if it does not use annotations, so
 * that its channels are not known
 */
record ApplicationChannels(@Nullable AnnotatedApplication application) {

	private static final Set<String> BINARY_TYPES = Set.of("org.apache.avro.generic.GenericContainer",
			"com.google.protobuf.MessageLite");

	static ApplicationChannels of(ApplicationContext context) {
		return new ApplicationChannels(context.getBeanProvider(AnnotatedApplication.class).getIfAvailable());
	}

	/**
	 * Returns whether a topic has no channel for certain.
	 * @param topic the topic
	 * @return whether there is none
	 */
	boolean lack(String topic) {
		return this.application != null && this.application.findChannel(topic) == null;
	}

	/**
	 * Returns whether the method of a topic takes Avro or Protobuf.
	 * @param topic the topic
	 * @return whether it takes a format other than JSON
	 */
	boolean takesBinary(String topic) {
		return methods(Stream.of(topic)).flatMap((method) -> Stream.of(method.getGenericParameterTypes()))
			.anyMatch((type) -> isBinary(ResolvableType.forType(type)));
	}

	private static boolean isBinary(ResolvableType type) {
		return Stream.of(type.getGenerics()).anyMatch(ApplicationChannels::isBinary) || isBinary(type.toClass());
	}

	private static boolean isBinary(@Nullable Class<?> type) {
		return type != null && (BINARY_TYPES.contains(type.getName()) || isBinary(type.getSuperclass())
				|| Stream.of(type.getInterfaces()).anyMatch(ApplicationChannels::isBinary));
	}

	/**
	 * Returns whether some channel sends messages for certain.
	 * @return whether one does
	 */
	boolean send() {
		return this.application != null
				&& methods(this.application.getAddresses().stream().map(ChannelAddress::toString))
					.anyMatch(ApplicationChannels::sends);
	}

	// An address template also matches itself.
	private Stream<Method> methods(Stream<String> addresses) {
		AnnotatedApplication application = this.application;
		return (application != null)
				? addresses.map(application::findChannel).filter(Objects::nonNull).map(ChannelDescriptor::method)
				: Stream.empty();
	}

	private static boolean sends(Method method) {
		ResolvableType type = ResolvableType.forMethodReturnType(method);
		boolean returns = OutboundMessage.class.isAssignableFrom(type.toClass())
				|| (Collection.class.isAssignableFrom(type.toClass())
						&& OutboundMessage.class.isAssignableFrom(type.getGeneric(0).toClass()));
		return returns || Stream.of(method.getParameterTypes()).anyMatch(MessageSender.class::equals)
				|| AnnotatedElementUtils.hasAnnotation(method, SendTo.class);
	}

}
