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
 * @param stackTrace the frames, innermost first; empty where the client sends none
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
