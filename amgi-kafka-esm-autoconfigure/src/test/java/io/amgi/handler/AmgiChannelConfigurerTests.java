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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.Order;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.AbstractMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.MimeTypeUtils;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;

import io.amgi.channel.AmgiChannel;

import static org.assertj.core.api.Assertions.assertThat;

class AmgiChannelConfigurerTests {

	private final ChannelRunner runner = new ChannelRunner();

	@Test
	void converterGoesBeforeJson() {
		this.runner.context().withBean(PointConfigurer.class).withBean(PointHandler.class).run((context) -> {
			ChannelRunner.handle(context, ChannelRunner.orders("3;4"));
			assertThat(context.getBean(PointHandler.class).received).containsExactly(new Point(3, 4));
		});
	}

	@Test
	void resolverGoesBeforeOurs() {
		this.runner.context().withBean(HeaderConfigurer.class).withBean(HeaderHandler.class).run((context) -> {
			ChannelRunner.handle(context, ChannelRunner.orders("\"a\""));
			assertThat(context.getBean(HeaderHandler.class).received).containsExactly("resolved");
		});
	}

	@Test
	void resolversAreInTheOrderOfTheirConfigurers() {
		this.runner.context()
			.withBean(HeaderConfigurer.class)
			.withBean(FirstHeaderConfigurer.class)
			.withBean(HeaderHandler.class)
			.run((context) -> {
				ChannelRunner.handle(context, ChannelRunner.orders("\"a\""));
				assertThat(context.getBean(HeaderHandler.class).received).containsExactly("resolved first");
			});
	}

	@Test
	void validatorGoesBeforeTheApplications() {
		this.runner.context()
			.withBean(Validator.class, Refusing::new)
			.withBean(AcceptingConfigurer.class)
			.withBean(ValidatedHandler.class)
			.run((context) -> {
				ChannelRunner.handle(context, ChannelRunner.orders("{\"x\":1,\"y\":2}"));
				assertThat(context.getBean(ValidatedHandler.class).received).containsExactly(new Point(1, 2));
			});
	}

	record Point(int x, int y) {

	}

	static class PointHandler {

		final List<Point> received = new ArrayList<>();

		@AmgiChannel("orders")
		void placed(Point point) {
			this.received.add(point);
		}

	}

	static class ValidatedHandler {

		final List<Point> received = new ArrayList<>();

		@AmgiChannel("orders")
		void placed(@Validated Point point) {
			this.received.add(point);
		}

	}

	static class HeaderHandler {

		final List<String> received = new ArrayList<>();

		@AmgiChannel("orders")
		void placed(@Header("trace") String trace) {
			this.received.add(trace);
		}

	}

	static class PointConfigurer implements AmgiChannelConfigurer {

		@Override
		public void addMessageConverters(List<MessageConverter> converters) {
			converters.add(new PointConverter());
		}

	}

	static class PointConverter extends AbstractMessageConverter {

		PointConverter() {
			super(MimeTypeUtils.ALL);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == Point.class;
		}

		@Override
		protected Object convertFromInternal(Message<?> message, Class<?> type, Object hint) {
			String[] numbers = new String((byte[]) message.getPayload(), StandardCharsets.UTF_8).split(";");
			return new Point(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
		}

		@Override
		protected boolean supportsMimeType(MessageHeaders headers) {
			return true;
		}

	}

	static class HeaderConfigurer implements AmgiChannelConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new FixedResolver("resolved"));
		}

	}

	@Order(1)
	static class FirstHeaderConfigurer implements AmgiChannelConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new FixedResolver("resolved first"));
		}

	}

	record FixedResolver(String value) implements HandlerMethodArgumentResolver {

		@Override
		public boolean supportsParameter(MethodParameter parameter) {
			return parameter.hasParameterAnnotation(Header.class);
		}

		@Override
		public Object resolveArgument(MethodParameter parameter, Message<?> message) {
			return this.value;
		}

	}

	static class AcceptingConfigurer implements AmgiChannelConfigurer {

		@Override
		public Validator getValidator() {
			return Validator.forInstanceOf(Point.class, (point, errors) -> {
			});
		}

	}

	static class Refusing implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return true;
		}

		@Override
		public void validate(Object target, Errors errors) {
			errors.reject("refused");
		}

	}

}
