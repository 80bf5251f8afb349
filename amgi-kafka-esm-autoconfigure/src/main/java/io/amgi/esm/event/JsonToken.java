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

package io.amgi.esm.event;

/**
 * Token that a {@link JsonReader} can stand at.
 */
enum JsonToken {

	/**
	 * The beginning of an object.
	 */
	OBJECT,

	/**
	 * The beginning of an array.
	 */
	ARRAY,

	/**
	 * A string, not yet read.
	 */
	STRING,

	/**
	 * A number without fraction and exponent that 64 bits hold.
	 */
	INTEGER,

	/**
	 * Any other number, {@code true} or {@code false}.
	 */
	OTHER,

	/**
	 * The literal {@code null}.
	 */
	NULL,

	/**
	 * The end of an object or array, or of nothing yet.
	 */
	END

}
