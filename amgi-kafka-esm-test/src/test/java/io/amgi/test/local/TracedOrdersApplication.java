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

package io.amgi.test.local;

import java.util.List;

import io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.channel.AmgiChannel;
import io.amgi.observation.ProcessTracingHandler;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * Channels whose traces go to {@link TraceTests}.
 */
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
class TracedOrdersApplication {

	@AmgiChannel("traced-orders")
	void placed(String order, MessageSender sender) {
		if (order.equals("bad")) {
			throw new IllegalStateException("An order must be good");
		}
		sender.send(OutboundMessage.to("traced-invoices").payload(order));
	}

	@AmgiChannel(value = "traced-audits", batch = true)
	void audited(List<String> orders) {
	}

	/**
	 * The tracer, apart from the channels that it observes.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		Tracer tracer() {
			return new OtelTracer(TraceTests.TRACER, new OtelCurrentTraceContext(), (event) -> {
			});
		}

		@Bean
		Propagator propagator() {
			return new OtelPropagator(ContextPropagators.create(W3CTraceContextPropagator.getInstance()),
					TraceTests.TRACER);
		}

		@Bean
		ObservationRegistry observationRegistry() {
			return ObservationRegistry.create();
		}

		@Bean
		SmartInitializingSingleton handlers(ObservationRegistry registry, Tracer tracer, Propagator propagator,
				ProcessTracingHandler processes) {
			return () -> registry.observationConfig()
				.observationHandler(new FirstMatchingCompositeObservationHandler(processes,
						new PropagatingReceiverTracingObservationHandler<>(tracer, propagator),
						new PropagatingSenderTracingObservationHandler<>(tracer, propagator),
						new DefaultTracingObservationHandler(tracer)));
		}

	}

}
