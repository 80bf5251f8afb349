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

import java.util.ArrayList;
import java.util.List;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.SenderContext;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSendEvent;

/**
 * Context of {@link AmgiObservation#SEND}. Its carrier are the headers of the message, to
 * which the trace context is added.
 */
public final class SendObservationContext extends SenderContext<List<MessageHeader>> {

	private final MessageSendEvent message;

	private final List<MessageHeader> headers;

	private volatile String outcome = "none";

	/**
	 * Creates a context.
	 * @param message the message, without trace context
	 */
	public SendObservationContext(MessageSendEvent message) {
		super(TraceHeaders::write, Kind.PRODUCER);
		this.message = message;
		this.headers = new ArrayList<>(message.headers());
		setCarrier(this.headers);
	}

	/**
	 * Returns the topic that the message is sent to.
	 * @return the topic
	 */
	public String getDestination() {
		return this.message.address();
	}

	/**
	 * Returns the outcome.
	 * @return the outcome, {@code none} until it is known
	 */
	public String getOutcome() {
		return this.outcome;
	}

	void setOutcome(String outcome) {
		this.outcome = outcome;
	}

	MessageSendEvent messageWithTraceContext() {
		return new MessageSendEvent(this.message.address(), this.headers, this.message.payload(),
				this.message.bindings(), this.message.messageId());
	}

}
