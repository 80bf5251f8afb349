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

package io.amgi.test.mapping;

import java.util.List;

import org.springframework.util.Assert;

import io.amgi.test.EventEnvelope;
import io.amgi.test.RecordId;

/**
 * Forms events, invokes the function and reads its response.
 */
final class Invoker {

	private static final int MAX_RESPONSE_SIZE = 6_291_556;

	private final EventEnvelope envelope;

	private final LambdaFunction function;

	private final ResponseReader responses;

	private final EventSourceMappingListener listener;

	Invoker(EventEnvelope envelope, LambdaFunction function, ResponseReader responses,
			EventSourceMappingListener listener) {
		this.envelope = envelope;
		this.function = function;
		this.responses = responses;
		this.listener = listener;
	}

	byte[] event(List<PolledRecord> records) {
		return this.envelope.enclose(records.stream().map(PolledRecord::event).toList());
	}

	// Lambda treats an Error as a failed invocation, too.
	Outcome invoke(byte[] event, List<RecordId> records) {
		try {
			return read(event, records);
		}
		catch (Throwable ex) {
			FailureReasons reasons = FailureReasons.of(ex);
			return Outcome.error(reasons.summary(), records, reasons);
		}
	}

	private Outcome read(byte[] event, List<RecordId> records) throws Exception {
		if (this.function instanceof ObservableFunction observable) {
			Observation observation = new Observation(this.listener);
			byte[] response = observable.invoke(event, observation);
			return this.responses.read(limited(response), records).explainedBy(observation.reasons());
		}
		return this.responses.read(limited(this.function.invoke(event)), records);
	}

	// [D] Lambda fails an invocation whose response is larger.
	private static byte[] limited(byte[] response) {
		Assert.state(response.length <= MAX_RESPONSE_SIZE,
				() -> "The response has %d bytes, more than Lambda's %d".formatted(response.length, MAX_RESPONSE_SIZE));
		return response;
	}

}
