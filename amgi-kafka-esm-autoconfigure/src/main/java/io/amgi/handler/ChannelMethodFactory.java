package io.amgi.handler;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.StringValueResolver;
import org.springframework.validation.method.MethodValidator;

/**
 * Makes channel methods, all that is wrong with which is told at start-up.
 *
 * @param resolvers the resolvers for their parameters
 * @param validator validates constrained parameters, or {@code null}
 * @param placeholders resolves placeholders in addresses
 * @param failures decides on batches that have failed
 */
record ChannelMethodFactory(ArgumentResolvers resolvers, @Nullable MethodValidator validator,
		StringValueResolver placeholders, BatchFailures failures) {

	ChannelMethod single(HandlerMethod method, Supplier<Object> bean) {
		return new SingleChannelMethod(method, bean, this.resolvers.of(method),
				ArgumentValidation.of(method, this.validator), ReturnValue.of(method, this.placeholders));
	}

	ChannelMethod batch(HandlerMethod method, Supplier<Object> bean) {
		return new BatchChannelMethod(method, bean, new BatchArgumentResolvers(this.resolvers).of(method),
				ArgumentValidation.of(method, this.validator), ReturnValue.of(method, this.placeholders),
				this.failures);
	}

}
