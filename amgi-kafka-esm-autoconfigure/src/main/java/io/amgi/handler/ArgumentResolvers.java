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

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;

import io.amgi.handler.validation.ConstraintMessages;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.MessageSender;

/**
 * The resolvers for the parameters of channel methods. A parameter that none is for, is
 * the payload.
 */
final class ArgumentResolvers {

	private static final boolean BEAN_VALIDATION = ClassUtils.isPresent("jakarta.validation.Validator",
			ArgumentResolvers.class.getClassLoader());

	private final ParameterNameDiscoverer parameterNames = DefaultParameterNameDiscoverer.getSharedInstance();

	private final List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();

	private final HandlerMethodArgumentResolver payloadResolver;

	private final PayloadTypes payloadTypes;

	private final Map<Class<?>, BatchType> batchTypes = new HashMap<>();

	ArgumentResolvers(List<AmgiChannelConfigurer> configurers, MessageConverter converter,
			ConversionService conversionService, ConfigurableBeanFactory beanFactory, PayloadTypes payloadTypes) {
		configurers.forEach((configurer) -> configurer.addArgumentResolvers(this.resolvers));
		HeaderReader headerReader = headerReader(configurers);
		this.resolvers.add(new HeaderArgumentResolver(conversionService, beanFactory, headerReader));
		this.resolvers.add(new DestinationVariableArgumentResolver(conversionService, beanFactory));
		this.resolvers.add(new HeadersArgumentResolver(headerReader));
		Validator validator = validator(configurers);
		this.resolvers.add(new MessageArgumentResolver(converter, validator));
		this.resolvers.add(new ProtocolArgumentResolver<>(MessageSender.class, ChannelMessage::getSender));
		this.resolvers.add(new ProtocolArgumentResolver<>(MessageReceiveEvent.class, ChannelMessage::getEvent));
		this.resolvers.add(new ProtocolArgumentResolver<>(MessageScope.class, ChannelMessage::getScope));
		this.payloadResolver = new PayloadArgumentResolver(converter, validator);
		this.payloadTypes = payloadTypes;
		configurers.forEach((configurer) -> configurer.addBatchTypes(this.batchTypes));
	}

	private static HeaderReader headerReader(List<AmgiChannelConfigurer> configurers) {
		Set<String> binary = new HashSet<>();
		configurers.forEach((configurer) -> configurer.addBinaryHeaders(binary));
		return new HeaderReader(binary);
	}

	private static @Nullable Validator validator(List<AmgiChannelConfigurer> configurers) {
		return configurers.stream()
			.map(AmgiChannelConfigurer::getValidator)
			.filter(Objects::nonNull)
			.findFirst()
			.map((validator) -> BEAN_VALIDATION ? ConstraintMessages.withoutValues(validator) : validator)
			.orElse(null);
	}

	/**
	 * Finds the resolvers for a method's parameters.
	 * @param method the method
	 * @return an argument per parameter
	 * @throws InvalidChannelMethodException if more than one parameter is the payload, or
	 * one that cannot be
	 */
	List<Argument> of(HandlerMethod method) {
		List<Argument> arguments = Stream.of(method.getMethodParameters())
			.map((parameter) -> of(method, parameter))
			.toList();
		List<MethodParameter> payloads = arguments.stream().filter(this::isPayload).map(Argument::parameter).toList();
		payloads.forEach((payload) -> this.payloadTypes.checkSingle(method, payload, this.batchTypes.keySet()));
		assertOnePayload(method, payloads);
		return arguments;
	}

	/**
	 * Finds the resolver for a parameter.
	 * @param method the method
	 * @param parameter the parameter
	 * @return the argument
	 */
	Argument of(HandlerMethod method, MethodParameter parameter) {
		parameter.initParameterNameDiscovery(this.parameterNames);
		HandlerMethodArgumentResolver resolver = of(parameter);
		if (resolver instanceof CheckedArgumentResolver checked) {
			checked.check(method, parameter);
		}
		this.payloadTypes.checkValidation(method, parameter);
		return new Argument(method, parameter, resolver);
	}

	PayloadTypes payloadTypes() {
		return this.payloadTypes;
	}

	/**
	 * Returns the types that can hold the elements of a batch, in addition to List.
	 * @return the types
	 */
	Map<Class<?>, BatchType> batchTypes() {
		return this.batchTypes;
	}

	/**
	 * Returns whether a list holds a key or header of each message of a batch.
	 * @param parameter the list
	 * @return whether it does
	 */
	boolean isColumn(MethodParameter parameter) {
		return parameter.getParameterType() == List.class
				&& !parameter.hasParameterAnnotation(DestinationVariable.class)
				&& (parameter.hasParameterAnnotation(Headers.class) || of(parameter) != this.payloadResolver);
	}

	boolean isPayload(Argument argument) {
		return argument.resolver() == this.payloadResolver;
	}

	static void assertOnePayload(HandlerMethod method, List<MethodParameter> payloads) {
		if (payloads.size() > 1) {
			throw new InvalidChannelMethodException(method,
					"has two payload parameters: %s and %s".formatted(Descriptions.of(payloads.get(0)),
							Descriptions.of(payloads.get(1))),
					"Keep one of them. A parameter is the payload if it is annotated with @Payload or nothing else is known of it.");
		}
	}

	private HandlerMethodArgumentResolver of(MethodParameter parameter) {
		if (parameter.hasParameterAnnotation(Payload.class)) {
			return this.payloadResolver;
		}
		return this.resolvers.stream()
			.filter((resolver) -> resolver.supportsParameter(parameter))
			.findFirst()
			.orElse(this.payloadResolver);
	}

}
