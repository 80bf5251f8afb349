package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.validation.method.MethodValidator;

/**
 * Finds out what the parameters of a batch method are: one list of elements, and what is
 * the same for all of them.
 *
 * @param resolvers the resolvers for single messages
 * @param validator validates constrained elements, or {@code null}
 */
record BatchArgumentResolvers(ArgumentResolvers resolvers, @Nullable MethodValidator validator) {

	BatchArguments of(HandlerMethod method) {
		List<MethodParameter> lists = new ArrayList<>();
		List<@Nullable Argument> others = new ArrayList<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			Argument argument = this.resolvers.of(method, parameter);
			boolean list = this.resolvers.isPayload(argument) && parameter.getParameterType() == List.class;
			if (list) {
				lists.add(parameter);
			}
			others.add((list || parameter.getParameterType() == BatchAcknowledgement.class) ? null
					: assertShared(method, argument));
		}
		if (lists.isEmpty()) {
			throw new InvalidChannelMethodException(method, "is a batch method without a List of payloads",
					"Take a List of payloads, messages or consumer records.");
		}
		ArgumentResolvers.assertOnePayload(method, lists);
		MethodParameter list = lists.get(0);
		Argument element = this.resolvers.of(method, new ElementParameter(list));
		if (this.resolvers.isPayload(element)) {
			this.resolvers.payloadTypes().check(method, element.parameter());
		}
		return new BatchArguments(element, ElementValidation.of(method, list, this.validator), others,
				list.getParameterIndex());
	}

	private Argument assertShared(HandlerMethod method, Argument argument) {
		MethodParameter parameter = argument.parameter();
		if (this.resolvers.isPayload(argument)) {
			this.resolvers.payloadTypes().check(method, parameter);
		}
		if (this.resolvers.isPayload(argument)
				|| this.resolvers.payloadTypes().isOfOneMessage(parameter.getParameterType())
				|| parameter.getParameterAnnotations().length > 0
						&& !parameter.hasParameterAnnotation(DestinationVariable.class)) {
			throw new InvalidChannelMethodException(method,
					"is a batch method, whose messages have no %s in common".formatted(Descriptions.of(parameter)),
					"Take a List of messages or consumer records, which have it each.");
		}
		return argument;
	}

}
