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

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import io.amgi.idempotency.DuplicateListener;
import io.amgi.idempotency.IdempotencyInterceptor;
import io.amgi.lambda.XRayTraceContext;
import io.amgi.observation.BatchCallInterceptor;
import io.amgi.observation.BatchObservationConvention;
import io.amgi.observation.ChannelLookup;
import io.amgi.observation.DefaultBatchObservationConvention;
import io.amgi.observation.DefaultProcessObservationConvention;
import io.amgi.observation.DefaultSendObservationConvention;
import io.amgi.observation.MicrometerBatchObserver;
import io.amgi.observation.MicrometerMiddleware;
import io.amgi.observation.ObservationConventions;
import io.amgi.observation.ProcessObservationConvention;
import io.amgi.observation.ProcessTracingHandler;
import io.amgi.observation.RetryEventInterceptor;
import io.amgi.observation.SendObservationConvention;
import io.amgi.observation.SendObservations;

/**
 * Observations of batches, records and sent messages.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
class ObservationConfiguration {

	@Bean
	ObservationConventions amgiObservationConventions(ObjectProvider<BatchObservationConvention> batch,
			ObjectProvider<ProcessObservationConvention> process, ObjectProvider<SendObservationConvention> send) {
		return new ObservationConventions(batch.getIfAvailable(DefaultBatchObservationConvention::new),
				process.getIfAvailable(DefaultProcessObservationConvention::new),
				send.getIfAvailable(DefaultSendObservationConvention::new));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	MicrometerBatchObserver amgiMicrometerBatchObserver(ObservationRegistry registry,
			ObservationConventions conventions, ChannelLookup channels, AmgiProperties properties) {
		return new MicrometerBatchObserver(registry, conventions, channels,
				properties.getConsumer().isEnabled() ? "consumer" : "lambda",
				(batch) -> XRayTraceContext.of(LambdaContext.of(batch)));
	}

	@Bean
	SendObservations amgiSendObservations(ObservationRegistry registry, ObservationConventions conventions) {
		return new SendObservations(registry, conventions.send());
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	MicrometerMiddleware amgiMicrometerMiddleware(SendObservations sends) {
		return new MicrometerMiddleware(sends);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	BatchCallInterceptor amgiBatchCallInterceptor() {
		return new BatchCallInterceptor();
	}

	@Bean
	RetryEventInterceptor amgiRetryEventInterceptor(ObservationRegistry registry) {
		return new RetryEventInterceptor(registry);
	}

	@Bean
	static ObservedDeadLettersPostProcessor amgiObservedDeadLettersPostProcessor(
			ObjectProvider<SendObservations> sends) {
		return new ObservedDeadLettersPostProcessor(sends);
	}

	/**
	 * Observations of records that were handled before.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(IdempotencyInterceptor.class)
	static class DuplicateObservationConfiguration {

		@Bean
		DuplicateListener amgiObservedDuplicates() {
			return (message) -> MicrometerBatchObserver.duplicate(message.getEvent().id());
		}

	}

	/**
	 * Spans of records.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Tracer.class)
	@ConditionalOnBean({ Tracer.class, Propagator.class })
	static class TracingConfiguration {

		@Bean
		ProcessTracingHandler amgiProcessTracingHandler(Tracer tracer, Propagator propagator) {
			return new ProcessTracingHandler(tracer, propagator);
		}

	}

}
