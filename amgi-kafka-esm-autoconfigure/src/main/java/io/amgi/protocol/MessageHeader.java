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

package io.amgi.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A header of a message.
 *
 * @param name the name, which other headers of the message may have too
 * @param value the value, not to be modified, or {@code null}
 */
public record MessageHeader(String name, byte @Nullable [] value) {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MessageHeader that && this.name.equals(that.name)
				&& Arrays.equals(this.value, that.value);
	}

	@Override
	public int hashCode() {
		return 31 * this.name.hashCode() + Arrays.hashCode(this.value);
	}

	/**
	 * Describes the header without its value, which is not for logs.
	 */
	@Override
	public String toString() {
		return "MessageHeader[name=" + this.name + ", value=" + Bytes.describe(this.value) + "]";
	}

}
