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

package io.amgi.test.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * An error as the runtime client reports it.
 *
 * @param type the class name of the exception, or the type that the client itself gives
 * @param message the message of the exception
 * @param stackTrace the frames, innermost first; empty if the client sends none
 */
public record LambdaError(String type, String message, List<String> stackTrace) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	static LambdaError of(byte[] body, @Nullable String typeHeader) {
		String fallback = (typeHeader != null) ? typeHeader : "Unknown";
		try {
			return JSON.readValue(body, Body.class).toError(fallback);
		}
		catch (JacksonException ex) {
			return new LambdaError(fallback, new String(body, StandardCharsets.UTF_8), List.of());
		}
	}

	record Body(@Nullable String errorType, @Nullable String errorMessage, @Nullable List<String> stackTrace) {

		LambdaError toError(String fallbackType) {
			return new LambdaError((this.errorType != null) ? this.errorType : fallbackType,
					(this.errorMessage != null) ? this.errorMessage : "",
					(this.stackTrace != null) ? List.copyOf(this.stackTrace) : List.of());
		}

	}

}
