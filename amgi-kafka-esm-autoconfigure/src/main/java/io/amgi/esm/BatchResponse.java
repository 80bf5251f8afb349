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

package io.amgi.esm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Response to a batch: the records that Lambda shall deliver again.
 *
 * @param batchItemFailures the records that failed, in the order of the event
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-retry-configurations.html">retry
 * configurations</a>
 */
public record BatchResponse(List<BatchItemFailure> batchItemFailures) {

	// Most responses, for which no generator is loaded.
	private static final byte[] NO_FAILURES = "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);

	/**
	 * The response to a batch without failures.
	 */
	public static final BatchResponse SUCCESS = new BatchResponse(List.of());

	/**
	 * Returns the response as Lambda reads it.
	 * @return the JSON in UTF-8
	 */
	public byte[] toJson() {
		return this.batchItemFailures.isEmpty() ? NO_FAILURES.clone() : write();
	}

	private byte[] write() {
		ByteArrayOutputStream json = new ByteArrayOutputStream();
		try (JsonGenerator generator = Generators.FACTORY.createGenerator(ObjectWriteContext.empty(), json)) {
			generator.writeStartObject();
			generator.writeArrayPropertyStart("batchItemFailures");
			this.batchItemFailures.forEach((failure) -> failure.writeTo(generator));
			generator.writeEndArray();
			generator.writeEndObject();
		}
		return json.toByteArray();
	}

	/**
	 * Loads Jackson's factory only if it is needed.
	 */
	private static final class Generators {

		private static final JsonFactory FACTORY = new JsonFactory();

	}

	/**
	 * A record that failed.
	 *
	 * @param recordsKey the key of the record's list in the event, verbatim
	 * @param offset the record's offset
	 */
	public record BatchItemFailure(String recordsKey, long offset) {

		private void writeTo(JsonGenerator generator) {
			generator.writeStartObject();
			generator.writeObjectPropertyStart("itemIdentifier");
			generator.writeStringProperty("partition", this.recordsKey);
			generator.writeNumberProperty("offset", this.offset);
			generator.writeEndObject();
			generator.writeEndObject();
		}

	}

}
