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

package io.amgi.handler.validation;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import jakarta.validation.MessageInterpolator;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorContext;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.valueextraction.ValueExtractor;
import org.springframework.validation.SmartValidator;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Renders the messages of constraints without the values that violate them. To an
 * expression such as <code>${validatedValue}</code> each value is the text "the value". A
 * text that a constraint's validator has built counts only if it names a message, as
 * <code>{orders.too-late}</code> does; instead of any other the constraint's own message
 * is rendered.
 */
public final class ConstraintMessages implements MessageInterpolator {

	private static final Pattern NAME = Pattern.compile("\\{[\\w.-]+}");

	private final MessageInterpolator interpolator;

	private ConstraintMessages(MessageInterpolator interpolator) {
		this.interpolator = interpolator;
	}

	/**
	 * Returns a validator that says the same without values.
	 * @param validator the validator
	 * @param extractors what it is to find in containers besides those that it knows
	 * @return such a validator if it comes from a factory, otherwise the same
	 */
	public static Validator withoutValues(Validator validator, List<ValueExtractor<?>> extractors) {
		return (validator instanceof ValidatorFactory factory) ? of(factory, extractors) : validator;
	}

	/**
	 * Returns a validator that says the same without values.
	 * @param validator the validator
	 * @return such a validator if it comes from a factory, otherwise the same
	 */
	public static org.springframework.validation.Validator withoutValues(
			org.springframework.validation.Validator validator) {
		ValidatorFactory factory = null;
		if (validator instanceof ValidatorFactory itself) {
			factory = itself;
		}
		else if (validator instanceof SmartValidator smart) {
			factory = smart.unwrap(ValidatorFactory.class);
		}
		return (factory != null) ? new SpringValidatorAdapter(of(factory, List.of())) : validator;
	}

	private static Validator of(ValidatorFactory factory, List<ValueExtractor<?>> extractors) {
		ValidatorContext context = factory.usingContext()
			.messageInterpolator(new ConstraintMessages(factory.getMessageInterpolator()));
		extractors.forEach(context::addValueExtractor);
		return context.getValidator();
	}

	@Override
	public String interpolate(String template, Context context) {
		return render(template, context, this.interpolator::interpolate);
	}

	@Override
	public String interpolate(String template, Context context, Locale locale) {
		return render(template, context, (text, hiding) -> this.interpolator.interpolate(text, hiding, locale));
	}

	private static String render(String template, Context context, BiFunction<String, Context, String> rendering) {
		ConstraintDescriptor<?> constraint = context.getConstraintDescriptor();
		Context hiding = new ValueHiding(constraint);
		if (!template.equals(constraint.getMessageTemplate()) && NAME.matcher(template).matches()) {
			String message = rendering.apply(template, hiding);
			if (!message.equals(template)) {
				return message;
			}
		}
		return rendering.apply(constraint.getMessageTemplate(), hiding);
	}

	/**
	 * A context in which nothing but the constraint's declaration is known.
	 *
	 * @param constraint the constraint
	 */
	private record ValueHiding(ConstraintDescriptor<?> constraint) implements Context {

		@Override
		public ConstraintDescriptor<?> getConstraintDescriptor() {
			return this.constraint;
		}

		@Override
		public Object getValidatedValue() {
			return "the value";
		}

		@Override
		public <T> T unwrap(Class<T> type) {
			throw new ValidationException("There is no " + type.getName());
		}

	}

}
