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
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.validation.method.MethodValidator;

import io.amgi.handler.BatchArguments.BatchParameter;

/**
 * Finds out what the parameters of a batch method are: one list of elements, lists of
 * what else each message has, and what is the same for all of them.
 *
 * @param resolvers the resolvers for single messages
 * @param validator validates constrained elements, or {@code null}
 */
record BatchArgumentResolvers(ArgumentResolvers resolvers, @Nullable MethodValidator validator) {

	BatchArguments of(HandlerMethod method) {
		List<MethodParameter> lists = new ArrayList<>();
		List<Argument> columns = new ArrayList<>();
		List<@Nullable Argument> others = new ArrayList<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			if (this.resolvers.isColumn(parameter)) {
				columns.add(this.resolvers.of(method,
						new ElementParameter(parameter, ElementParameter.element(parameter), true)));
				others.add(null);
				continue;
			}
			Argument argument = this.resolvers.of(method, parameter);
			boolean list = this.resolvers.isPayload(argument) && isBatch(parameter);
			if (list) {
				lists.add(parameter);
			}
			others.add((list || parameter.getParameterType() == BatchAcknowledgement.class) ? null
					: assertShared(method, argument));
		}
		return of(method, assertOne(method, lists), others, columns);
	}

	private BatchArguments of(HandlerMethod method, MethodParameter list, List<@Nullable Argument> others,
			List<Argument> columns) {
		BatchType type = this.resolvers.batchTypes().get(list.getParameterType());
		ResolvableType elementType = (type != null) ? type.getElementType(ResolvableType.forMethodParameter(list))
				: ElementParameter.element(list);
		Argument element = this.resolvers.of(method, new ElementParameter(list, elementType, false));
		if (this.resolvers.isPayload(element)) {
			this.resolvers.payloadTypes().check(method, element.parameter());
		}
		Function<List<@Nullable Object>, Object> collection = (type != null) ? type::collect : (elements) -> elements;
		return new BatchArguments(element, ElementValidation.of(method, list, collection, this.validator), others,
				columns, new BatchParameter(list.getParameterIndex(), collection));
	}

	private boolean isBatch(MethodParameter parameter) {
		return parameter.getParameterType() == List.class
				|| this.resolvers.batchTypes().containsKey(parameter.getParameterType());
	}

	private static MethodParameter assertOne(HandlerMethod method, List<MethodParameter> lists) {
		if (lists.isEmpty()) {
			throw new InvalidChannelMethodException(method, "is a batch method without a List of payloads",
					"Take a List of payloads, messages or consumer records.");
		}
		ArgumentResolvers.assertOnePayload(method, lists);
		return lists.get(0);
	}

	private Argument assertShared(HandlerMethod method, Argument argument) {
		MethodParameter parameter = argument.parameter();
		if (this.resolvers.isPayload(argument)) {
			this.resolvers.payloadTypes().check(method, parameter);
		}
		if (this.resolvers.isPayload(argument)
				|| this.resolvers.payloadTypes().isOfOneMessage(parameter.getParameterType())
				|| parameter.getParameterAnnotations().length > 0 && !isShared(parameter)) {
			throw new InvalidChannelMethodException(method,
					"is a batch method, whose messages have no %s in common".formatted(Descriptions.of(parameter)),
					"Take a List of it, or a List of messages or consumer records, which have it each.");
		}
		return argument;
	}

	private boolean isShared(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return parameter.hasParameterAnnotation(DestinationVariable.class)
				|| header != null && this.resolvers.payloadTypes().isOfAllMessages(header.name());
	}

}
