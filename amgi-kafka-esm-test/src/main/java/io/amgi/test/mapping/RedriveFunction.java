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

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.test.RecordId;

/**
 * Receives on-failure documents, and has each of them handled again.
 */
final class RedriveFunction implements ObservableFunction {

	private final LambdaFunction function;

	RedriveFunction(LambdaFunction function) {
		this.function = function;
	}

	@Override
	public void start(String bootstrapServers, Map<String, Object> kafkaProperties) {
		if (this.function instanceof ObservableFunction observable) {
			observable.start(bootstrapServers, kafkaProperties);
		}
	}

	@Override
	public byte[] invoke(byte[] event, Observation observation) throws Exception {
		Map<RecordId, Exception> failures = new LinkedHashMap<>();
		int documents = 0;
		for (JsonNode partition : JsonMapper.shared().readTree(event).path("records")) {
			for (JsonNode document : partition) {
				documents++;
				redrive(document, failures);
			}
		}
		if (!failures.isEmpty()) {
			throw new RedriveException(failures, documents);
		}
		return new byte[0];
	}

	private void redrive(JsonNode document, Map<RecordId, Exception> failures) throws InterruptedException {
		try {
			OnFailureDocument.parse(Base64.getDecoder().decode(document.path("value").asString()))
				.redriveThrough(this.function);
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (Exception ex) {
			failures.put(new RecordId(document.path("topic").asString(), document.path("partition").asInt(),
					document.path("offset").asLong()), ex);
		}
	}

	@Override
	public void close() {
		this.function.close();
	}

}
