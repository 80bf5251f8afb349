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

import java.util.List;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

import io.amgi.observation.AmgiObservation.ProcessLowCardinalityKeys;
import io.amgi.protocol.MessageHeader;
import io.amgi.server.InboundRecord;

/**
 * Traces the processing of records. The spans of batch methods' calls link to the trace
 * context of each record, since a span has one parent only.
 */
public final class ProcessTracingHandler extends PropagatingReceiverTracingObservationHandler<ProcessObservationContext>
		implements Ordered {

	// Spans keep 128 links by default in OpenTelemetry.
	private static final int MAX_LINKS = 128;

	private final Tracer tracer;

	private final Propagator propagator;

	/**
	 * Creates a handler.
	 * @param tracer the tracer
	 * @param propagator reads the trace context of records
	 */
	public ProcessTracingHandler(Tracer tracer, Propagator propagator) {
		super(tracer, propagator);
		this.tracer = tracer;
		this.propagator = propagator;
	}

	/**
	 * Goes before the handler of all other observations of received messages.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof ProcessObservationContext;
	}

	// Any other handler would take the key 'error' for one, whatever its value: a span
	// has the exception itself.
	@Override
	public void tagSpan(ProcessObservationContext context, Span span) {
		for (KeyValue keyValue : context.getAllKeyValues()) {
			if (!keyValue.getKey().equals(ProcessLowCardinalityKeys.ERROR.asString())) {
				span.tag(keyValue.getKey(), keyValue.getValue());
			}
		}
	}

	@Override
	public Span.Builder customizeExtractedSpan(ProcessObservationContext context, Span.Builder builder) {
		if (!context.isCall()) {
			return builder;
		}
		context.getRecords().stream().limit(MAX_LINKS).forEach((record) -> {
			TraceContext linked = traceContext(record);
			if (linked != null) {
				builder.addLink(new Link(linked));
			}
		});
		return builder;
	}

	// A propagator makes a child of the record's span, so that is the child's parent.
	private @Nullable TraceContext traceContext(InboundRecord record) {
		List<MessageHeader> headers = record.headers();
		if (this.propagator.fields().stream().noneMatch((field) -> TraceHeaders.read(headers, field) != null)) {
			return null;
		}
		Span child = this.propagator.extract(headers, TraceHeaders::read).start();
		TraceContext context = child.context();
		child.abandon();
		String parentId = context.parentId();
		return (parentId != null) ? this.tracer.traceContextBuilder()
			.traceId(context.traceId())
			.spanId(parentId)
			.sampled(context.sampled())
			.build() : null;
	}

}
