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

package io.amgi.payload;

import java.util.List;

/**
 * Payloads for tests of other packages.
 */
public final class PayloadSamples {

	private PayloadSamples() {
	}

	public static String framed(int id, String order, int amount) {
		return Written.base64(Written.confluent(id, Written.order(order, amount)));
	}

	public static String bare(String order, int amount) {
		return Written.base64(Written.order(order, amount));
	}

	/**
	 * Returns a source that has the schema of these payloads under every id.
	 */
	public static SchemaSource schemas() {
		return new SchemaSource() {

			@Override
			public boolean supports(SchemaId id) {
				return id instanceof SchemaId.Numeric;
			}

			@Override
			public SchemaDefinition find(SchemaId id) {
				return new SchemaDefinition(SchemaFormat.AVRO, Written.ORDER.toString(), List.of());
			}

		};
	}

}
