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

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.ReflectionUtils;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaChannelProtocol;
import io.amgi.sender.OutboundEnvelopes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class InvocationFailureTests {

	private final ChannelRunner runner = new ChannelRunner();

	@Test
	void throwableNacksWithItsMessage() {
		this.runner.assertNacked(ThrowableHandler.class, ChannelRunner.orders("secret"), "only this");
	}

	@Test
	void throwableWithoutMessageNacksWithItsClass() {
		this.runner.assertNacked(BareThrowableHandler.class, ChannelRunner.orders("secret"), "java.lang.Throwable");
	}

	@Test
	void throwableIsLoggedWithoutTheArguments(CapturedOutput output) {
		this.runner.assertNacked(ThrowableHandler.class, ChannelRunner.orders("secret"), "only this");
		assertThat(output).contains("java.lang.Throwable: only this").doesNotContain("secret");
	}

	@Test
	void argumentThatTheMethodDoesNotTakeIsNotQuoted() {
		NumberHandler handler = new NumberHandler();
		ChannelMethod method = channelMethod(handler);
		assertThatIllegalStateException().isThrownBy(() -> method.invoke(handler, new Object[] { "secret" }))
			.withMessageContaining("Couldn't invoke InvocationFailureTests.NumberHandler.placed(int): ")
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	private static ChannelMethod channelMethod(Object handler) {
		HandlerMethod method = new HandlerMethod(handler, ReflectionUtils.getUniqueDeclaredMethods(handler.getClass(),
				(candidate) -> AnnotatedElementUtils.hasAnnotation(candidate, AmgiChannel.class))[0]);
		return new SingleChannelMethod(method, () -> handler, List.of(), ArgumentValidation.of(method, null),
				ReturnValue.of(method, new AddressParser((text) -> text, new KafkaChannelProtocol()),
						new OutboundEnvelopes(Map.of(), (type) -> false)));
	}

	// Throws a checked exception that the method does not declare.
	@SuppressWarnings("unchecked")
	private static <T extends Throwable> void sneak(Throwable failure) throws T {
		throw (T) failure;
	}

	static class ThrowableHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(String text) {
			InvocationFailureTests.<RuntimeException>sneak(new Throwable("only this"));
		}

	}

	static class BareThrowableHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(String text) {
			InvocationFailureTests.<RuntimeException>sneak(new Throwable());
		}

	}

	static class NumberHandler {

		@AmgiChannel("orders")
		void placed(int number) {
		}

	}

}
