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
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.constraints.Pattern;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.cfg.GenericConstraintDef;
import org.hibernate.validator.constraints.LuhnCheck;
import org.hibernate.validator.constraints.Mod10Check;
import org.hibernate.validator.constraints.Mod11Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.ApplicationContext;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.validation.Validator;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that the message of a constraint never contains the value.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConstraintSecrecyTests {

	private static final String CARD = "4111111111111112";

	private static final String PAYLOAD = """
			{"text":"secret 4111111111111112","number":-4111111111111112,"list":["secret","secret"],"flag":true}""";

	private final ApplicationContextRunner runner = new ChannelRunner().context()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withBean(Handler.class);

	@ParameterizedTest
	@ValueSource(strings = { "luhn", "mod10", "mod11", "users", "built", "built.part", "failing", "parameter", "header",
			"elements", "batch", "whole", "whole.method", "whole.batch" })
	void messageDoesNotQuoteTheValue(String topic, CapturedOutput output) {
		this.runner
			.run((context) -> assertThat(nack(context, topic, "{\"number\":\"" + CARD + "\"}")).doesNotContain(CARD)
				.containsAnyOf("the check digit for", "expected another number", "not this one", "Built"));
		assertThat(output).doesNotContain(CARD);
	}

	@ParameterizedTest
	@ValueSource(strings = { "expected another number than ${validatedValue}",
			"${formatter.format('%s', validatedValue)}", "${validatedValue.toString()}", "${validatedValue + 1}", "" })
	void noConstraintOnTheClassPathQuotesTheValue(String message, CapturedOutput output) {
		List<Class<? extends Annotation>> violated = new ArrayList<>();
		this.runner
			.withBean(ValidationConfigurationCustomizer.class,
					() -> (configuration) -> addAll((HibernateValidatorConfiguration) configuration, message, violated))
			.run((context) -> assertThat(nack(context, "all", PAYLOAD)).doesNotContain("secret", "4111"));
		assertThat(output).doesNotContain("secret").doesNotContain("4111");
		assertThat(violated).hasSizeGreaterThan(30);
	}

	@ParameterizedTest
	@ValueSource(strings = { "field", "part", "whole", "code" })
	void validatorOfTheApplicationDoesNotQuoteTheValue(String rejection, CapturedOutput output) {
		this.runner.withBean(AmgiChannelConfigurer.class, () -> new Quoting(rejection))
			.run((context) -> assertThat(nack(context, "pattern", "{\"number\":\"" + CARD + "\"}"))
				.doesNotContain(CARD, CARD.substring(4))
				.contains("is not valid"));
		assertThat(output).doesNotContain(CARD).doesNotContain(CARD.substring(4));
	}

	@Test
	void codeOfAValidatorOfTheApplicationSaysWhatIsWrong() {
		this.runner.withBean(AmgiChannelConfigurer.class, () -> new Quoting("field"))
			.run((context) -> assertThat(nack(context, "pattern", "{\"number\":\"" + CARD + "\"}"))
				.endsWith(": number is not valid (card.unknown)"));
	}

	@Test
	void messageOfAConstraintIsThatOfItsDeclaration() {
		this.runner.run((context) -> {
			assertThat(nack(context, "pattern", "{\"number\":\"Secret\"}")).endsWith(": number must match \"[a-z]+\"");
			assertThat(nack(context, "users", "{\"number\":\"Secret\"}"))
				.endsWith(": number expected another number than the value");
		});
	}

	// An empty message stands for the constraint's own.
	private static void addAll(HibernateValidatorConfiguration configuration, String message,
			List<Class<? extends Annotation>> violated) {
		ConstraintMapping mapping = configuration.createConstraintMapping();
		var type = mapping.type(All.class);
		for (String field : List.of("text", "number", "list", "flag")) {
			var property = type.field(field);
			ConstraintsOnTheClassPath.find()
				.stream()
				.filter((constraint) -> isViolated(constraint, field))
				.forEach((constraint) -> {
					property.constraint(define(constraint, message));
					violated.add(constraint);
				});
		}
		configuration.addMapping(mapping);
	}

	private static <A extends Annotation> GenericConstraintDef<A> define(Class<A> constraint, String message) {
		GenericConstraintDef<A> definition = ConstraintsOnTheClassPath.define(constraint);
		return message.isEmpty() ? definition : definition.message(message);
	}

	private static boolean isViolated(Class<? extends Annotation> constraint, String field) {
		HibernateValidatorConfiguration configuration = Validation.byProvider(HibernateValidator.class).configure();
		ConstraintMapping mapping = configuration.createConstraintMapping();
		mapping.type(All.class).field(field).constraint(ConstraintsOnTheClassPath.define(constraint));
		try (var factory = configuration.addMapping(mapping).buildValidatorFactory()) {
			return !factory.getValidator()
				.validate(new All("secret " + CARD, -Long.parseLong(CARD), List.of("secret", "secret"), true))
				.isEmpty();
		}
		catch (ValidationException ex) {
			return false;
		}
	}

	private static String nack(ApplicationContext context, String topic, String payload) {
		EventJson event = EventJson.event().record(topic, 0, 1).value(payload).header("card", CARD.chars().toArray());
		NackException failure = catchThrowableOfType(NackException.class,
				() -> context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null));
		assertThat(failure).isNotNull();
		return failure.getNacks().get(0).message();
	}

	record All(String text, Long number, List<String> list, Boolean flag) {

	}

	record Luhn(@LuhnCheck String number) {

	}

	record Mod10(@Mod10Check String number) {

	}

	record Mod11(@Mod11Check String number) {

	}

	record Users(
			@Pattern(regexp = "[a-z]+", message = "expected another number than ${validatedValue}") String number) {

	}

	record Failing(@Pattern(regexp = "[a-z]+", message = "not this one: ${validatedValue.foo()}") String number) {

	}

	record Matching(@Pattern(regexp = "[a-z]+") String number) {

	}

	record BuiltText(@Built String number) {

	}

	record BuiltPart(@Built("{%s}") String number) {

	}

	@Constraint(validatedBy = Built.Builder.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Built {

		String value() default "not %s";

		String message() default "Built";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

		class Builder implements ConstraintValidator<Built, String> {

			private String text = "";

			@Override
			public void initialize(Built built) {
				this.text = built.value();
			}

			@Override
			public boolean isValid(String value, ConstraintValidatorContext context) {
				context.disableDefaultConstraintViolation();
				context.buildConstraintViolationWithTemplate(this.text.formatted(value)).addConstraintViolation();
				return false;
			}

		}

	}

	@Whole
	record WholeCard(String number) {

	}

	/**
	 * A constraint on a type, whose validator writes the value wherever it can.
	 */
	@Constraint(validatedBy = Whole.Builder.class)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Whole {

		String message() default "expected another number than ${validatedValue} and ${validatedValue.number()}";

		Class<?>[] groups() default {};

		Class<? extends Payload>[] payload() default {};

		class Builder implements ConstraintValidator<Whole, WholeCard> {

			@Override
			public boolean isValid(WholeCard card, ConstraintValidatorContext context) {
				context.buildConstraintViolationWithTemplate("not " + card.number()).addConstraintViolation();
				context.buildConstraintViolationWithTemplate("not " + card.number())
					.addPropertyNode("number")
					.addConstraintViolation();
				return false;
			}

		}

	}

	/**
	 * Adds a validator that puts values into its texts.
	 *
	 * @param rejection the place of the values
	 */
	record Quoting(String rejection) implements AmgiChannelConfigurer {

		@Override
		public Validator getValidator() {
			return Validator.forInstanceOf(Matching.class, (card, errors) -> {
				String number = card.number();
				switch (this.rejection) {
					case "field" -> errors.rejectValue("number", "card.unknown", "unknown: " + number);
					case "part" -> errors.rejectValue("number", "card.unknown", "ends with " + number.substring(4));
					case "whole" -> errors.reject("card.unknown", "unknown: " + card);
					default -> errors.reject(number, "unknown");
				}
			});
		}

	}

	static class Handler {

		@AmgiChannel("whole")
		void whole(@Valid WholeCard card) {
		}

		@AmgiChannel("whole.method")
		void wholeOfMethod(Message<@Valid WholeCard> card) {
		}

		@AmgiChannel(value = "whole.batch", batch = true)
		void wholeBatch(List<@Valid WholeCard> cards) {
		}

		@AmgiChannel("all")
		void all(@Valid All all) {
		}

		@AmgiChannel("luhn")
		void luhn(@Valid Luhn luhn) {
		}

		@AmgiChannel("mod10")
		void mod10(@Valid Mod10 mod10) {
		}

		@AmgiChannel("mod11")
		void mod11(@Valid Mod11 mod11) {
		}

		@AmgiChannel("users")
		void users(@Valid Users users) {
		}

		@AmgiChannel("failing")
		void failing(@Valid Failing failing) {
		}

		@AmgiChannel("pattern")
		void pattern(@Valid Matching matching) {
		}

		@AmgiChannel("built")
		void built(@Valid BuiltText built) {
		}

		@AmgiChannel("built.part")
		void builtPart(@Valid BuiltPart built) {
		}

		@AmgiChannel("parameter")
		void parameter(@Built String payload) {
		}

		@AmgiChannel("header")
		void header(@LuhnCheck @Header("card") String card) {
		}

		@AmgiChannel("elements")
		void elements(@Header("card") List<@LuhnCheck String> cards) {
		}

		@AmgiChannel(value = "batch", batch = true)
		void batch(List<@Valid Luhn> luhns) {
		}

	}

}
