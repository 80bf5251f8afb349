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

package io.amgi.handler;

import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.validation.BeanPropertyBindingResult;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.ValidationAnnotationUtils;

import io.amgi.handler.validation.Violations;

/**
 * Validates payloads that messages hold, where the parameter or its type argument is
 * annotated with {@code @Valid} or {@code @Validated}.
 */
final class PayloadValidation {

	private static final Object[] NOT_VALIDATED = new Object[] { PayloadValidation.class };

	private final Map<MethodParameter, Object[]> hints = new ConcurrentHashMap<>();

	private final @Nullable Validator validator;

	PayloadValidation(@Nullable Validator validator) {
		this.validator = validator;
	}

	void validate(Object payload, MethodParameter parameter) {
		Object[] hints = this.hints.computeIfAbsent(parameter, PayloadValidation::hints);
		if (this.validator == null || hints == NOT_VALIDATED) {
			return;
		}
		BeanPropertyBindingResult errors = new BeanPropertyBindingResult(payload, "payload");
		if (hints.length > 0 && this.validator instanceof SmartValidator smart) {
			smart.validate(payload, errors, hints);
		}
		else {
			this.validator.validate(payload, errors);
		}
		if (errors.hasErrors()) {
			throw new ChannelArgumentException(Violations.describe(errors));
		}
	}

	private static Object[] hints(MethodParameter parameter) {
		return Stream.of(parameter.getParameterAnnotations(), Constraints.elementAnnotations(parameter))
			.flatMap(Stream::of)
			.map(PayloadValidation::hints)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(NOT_VALIDATED);
	}

	private static Object @Nullable [] hints(Annotation annotation) {
		return ValidationAnnotationUtils.determineValidationHints(annotation);
	}

}
