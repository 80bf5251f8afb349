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

package io.amgi.autoconfigure;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

import io.amgi.payload.FramedJson;

/**
 * Describes what is wrong with JSON without quoting it. Jackson's own messages quote it.
 */
final class JsonFailure {

	private JsonFailure() {
	}

	// Names the exception's type alone, since its message may quote the object.
	static String describe(JacksonException failure) {
		return "%s at %s".formatted(
				ClassUtils.getShortName(Objects.requireNonNullElse(failure.getCause(), failure).getClass()),
				path(failure.getPath()));
	}

	static String describe(JacksonException failure, byte[] json) {
		if (json.length == 0) {
			return "expected JSON but the payload is empty";
		}
		if (FramedJson.isFrame(json)) {
			return "expected JSON but found what looks like a schema registry's framing (%s)"
				.formatted((json[0] == 0) ? "0 and four bytes" : "a first byte of 3");
		}
		if (failure instanceof StreamConstraintsException) {
			return "expected JSON within the mapper's limits";
		}
		if (failure instanceof InputCoercionException coercion) {
			return mismatch(coercion.getTargetType(), failure, kind(coercion.getInputType()));
		}
		TokenStreamLocation location = failure.getLocation();
		return describe(failure, json, (location != null) ? location.getByteOffset() : -1);
	}

	private static String describe(JacksonException failure, byte[] json, long offset) {
		if (failure instanceof UnrecognizedPropertyException unrecognized) {
			List<Reference> path = unrecognized.getPath();
			return "expected no other members at %s".formatted(path(path.subList(0, path.size() - 1)));
		}
		if (failure instanceof MismatchedInputException mismatch && isTrailing(mismatch)) {
			return "expected nothing behind the value";
		}
		if (failure instanceof InvalidTypeIdException invalid) {
			return "expected %s type id of %s at %s".formatted((invalid.getTypeId() != null) ? "a known" : "a",
					name(invalid.getBaseType()), path(failure.getPath()));
		}
		if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
			return mismatch(mismatch.getTargetType(), failure,
					isNull(mismatch) ? "null or nothing" : kind(json, offset));
		}
		if (failure instanceof ValueInstantiationException instantiation) {
			return "expected what makes %s at %s, but that threw %s".formatted(name(instantiation.getType()),
					path(failure.getPath()),
					ClassUtils.getShortName(Objects.requireNonNullElse(failure.getCause(), failure).getClass()));
		}
		if (failure instanceof InvalidDefinitionException definition) {
			return "expected %s at %s, which Jackson cannot make: is it abstract, or without a usable constructor?"
				.formatted(name(definition.getType()), path(failure.getPath()));
		}
		if (failure instanceof DatabindException) {
			return "expected a valid value at %s but found %s".formatted(path(failure.getPath()), kind(json, offset));
		}
		// In other encodings, Jackson counts characters.
		return "expected well-formed JSON " + ((offset >= 0) ? "at byte " + offset : "in UTF-8");
	}

	private static String mismatch(Class<?> expected, JacksonException failure, String found) {
		return "expected %s at %s but found %s".formatted(ClassUtils.getShortName(expected), path(failure.getPath()),
				found);
	}

	private static String name(@Nullable JavaType type) {
		return (type != null) ? ClassUtils.getShortName(type.getRawClass()) : "an object";
	}

	private static boolean isTrailing(MismatchedInputException mismatch) {
		return mismatch.getOriginalMessage().startsWith("Trailing token");
	}

	// If a member is missing, the location is that of another token.
	private static boolean isNull(MismatchedInputException mismatch) {
		return mismatch.getOriginalMessage().startsWith("Cannot map `null`");
	}

	// Keys of maps and undeclared members are part of the payload and must not be quoted.
	private static String path(List<Reference> path) {
		return path.stream().map((reference) -> {
			if (reference.getIndex() >= 0) {
				return "[" + reference.getIndex() + "]";
			}
			return takesAny(reference.from()) ? "[*]" : "." + reference.getPropertyName();
		}).collect(Collectors.joining("", "$", ""));
	}

	private static boolean takesAny(@Nullable Object from) {
		if (from == null || from instanceof Map) {
			return true;
		}
		Class<?> type = (from instanceof Class<?> declared) ? declared : from.getClass();
		return Stream.of(ReflectionUtils.getAllDeclaredMethods(type), type.getDeclaredFields(), parameters(type))
			.flatMap(Arrays::stream)
			.anyMatch((member) -> member.isAnnotationPresent(JsonAnySetter.class));
	}

	private static AnnotatedElement[] parameters(Class<?> type) {
		return Arrays.stream(type.getDeclaredConstructors())
			.flatMap((constructor) -> Arrays.stream(constructor.getParameters()))
			.toArray(AnnotatedElement[]::new);
	}

	// Describes a token that was consumed before its start was known. A number that its
	// reader rejects is out of range.
	private static String kind(JsonToken token) {
		return switch (token) {
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number out of range";
			case VALUE_STRING -> "a string";
			case VALUE_TRUE, VALUE_FALSE -> "a boolean";
			case VALUE_NULL -> "null";
			case START_OBJECT -> "an object";
			case START_ARRAY -> "an array";
			default -> "something else";
		};
	}

	// Jackson does not count bytes of input that it takes for UTF-16 or UTF-32.
	private static String kind(byte[] json, long offset) {
		if (offset < 0 && !isBlank(json)) {
			return "something else";
		}
		if (offset < 0 || offset >= json.length) {
			return "nothing";
		}
		return switch (json[(int) offset]) {
			case '"' -> "a string";
			case '{' -> "an object";
			case '[' -> "an array";
			case 't', 'f' -> "a boolean";
			case 'n' -> "null";
			case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
			default -> "something else";
		};
	}

	private static boolean isBlank(byte[] json) {
		for (byte character : json) {
			if (character != ' ' && character != '\n' && character != '\r' && character != '\t') {
				return false;
			}
		}
		return true;
	}

}
