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

package io.amgi.kafka;

import org.springframework.kafka.listener.ListenerExecutionFailedException;

import io.amgi.server.RecordNack;

/**
 * The failure of a record that is given up, as Spring Kafka's recoverer expects it. Its
 * own stack trace would say nothing about the record.
 */
final class GivenUpException extends ListenerExecutionFailedException {

	private static final long serialVersionUID = 1L;

	private final boolean brief;

	/**
	 * Creates an exception.
	 * @param nack the nack of the record
	 * @param brief whether the dead letter has no room for a stack trace
	 */
	GivenUpException(RecordNack nack, boolean brief) {
		super(nack.message(), nack.cause());
		this.brief = brief;
	}

	boolean isBrief() {
		return this.brief;
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

}
