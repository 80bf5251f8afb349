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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.validation.method.MethodValidator;

import io.amgi.sender.OutboundEnvelopes;

/**
 * Creates channel methods and rejects invalid ones at start-up.
 *
 * @param resolvers the resolvers for their parameters
 * @param validator validates constrained parameters, or {@code null}
 * @param addresses parses the addresses of replies
 * @param failures decides on batches that have failed
 * @param envelopes the types whose values are messages to send themselves
 * @param options options for the methods
 */
record ChannelMethodFactory(ArgumentResolvers resolvers, @Nullable MethodValidator validator, AddressParser addresses,
		BatchFailures failures, OutboundEnvelopes envelopes, ChannelMethodOptions options) {

	ChannelMethod single(HandlerMethod method, Supplier<Object> bean) {
		return new SingleChannelMethod(method, bean, this.resolvers.of(method),
				ArgumentValidation.of(method, this.validator), ReturnValue.of(method, this.addresses, this.envelopes));
	}

	ChannelMethod batch(HandlerMethod method, Supplier<Object> bean) {
		if (!this.options.batches()) {
			throw new InvalidChannelMethodException(method,
					"takes the batch of a topic-partition, but records are not ordered by partition",
					"Set '%s', or take single records.".formatted(this.options.batchSetting()));
		}
		BatchTransactions.check(method);
		BatchArguments arguments = new BatchArgumentResolvers(this.resolvers, this.validator).of(method);
		return new BatchChannelMethod(method, bean, arguments,
				ArgumentValidation.ofBatch(method, arguments.listIndex(), this.validator),
				ReturnValue.of(method, this.addresses, this.envelopes), this.failures);
	}

}
