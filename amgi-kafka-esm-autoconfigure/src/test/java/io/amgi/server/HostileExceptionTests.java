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

package io.amgi.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;
import io.amgi.esm.OnNack;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that an exception whose own methods throw does not fail the records after it.
 */
@ExtendWith(OutputCaptureExtension.class)
class HostileExceptionTests {

	private final List<String> handled = new ArrayList<>();

	@ParameterizedTest
	@MethodSource("failures")
	void recordsBehindAreHandled(Supplier<RuntimeException> failure) {
		EventJson event = EventJson.event().record("orders", 0, 1).record("orders", 0, 2).record("orders", 0, 3);
		KafkaEventSourceMapping mapping = TestMapping.builder(failingFirst(failure.get())).onNack(OnNack.ERROR).build();
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> mapping.handle(event.stream(), null))
			.satisfies((ex) -> assertThat(ex.getNacks()).singleElement().extracting("offset").isEqualTo(1L));
		assertThat(this.handled).containsExactly("orders:0:2", "orders:0:3");
	}

	// Suppliers, since JUnit describes the arguments that it passes.
	static Stream<Supplier<RuntimeException>> failures() {
		return Stream.of(MessageThrows::new, MessageRecurs::new, MessageFails::new, NoTrace::new, CauseThrows::new,
				CausesWithoutEnd::new, () -> new IllegalStateException("boom", new MessageThrows()),
				() -> new IllegalStateException("boom", new MessageRecurs()));
	}

	@Test
	void exceptionThatCannotBeLoggedIsNamed(CapturedOutput output) {
		new FailureLog(DeadLetters.NONE).log("orders:0:1", new IllegalStateException("boom", new MessageThrows()));
		assertThat(output).contains("Couldn't process record orders:0:1: java.lang.IllegalStateException, "
				+ "which cannot be logged because of java.lang.UnsupportedOperationException");
	}

	private AmgiApplication failingFirst(RuntimeException failure) {
		return (scope, receive, send) -> {
			boolean moreMessages = true;
			while (moreMessages) {
				MessageReceiveEvent message = (MessageReceiveEvent) receive.receive();
				if (message.id().endsWith(":1")) {
					send.send(MessageNackEvent.because(message.id(), failure));
				}
				else {
					this.handled.add(message.id());
					send.send(new MessageAckEvent(message.id()));
				}
				moreMessages = message.moreMessages();
			}
		};
	}

	static class MessageThrows extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException("broken");
		}

	}

	static class MessageRecurs extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			return getMessage() + "again";
		}

	}

	static class MessageFails extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new AssertionError("broken");
		}

	}

	static class NoTrace extends RuntimeException {

		private static final long serialVersionUID = 1L;

		// Violates its contract on purpose.
		@Override
		@SuppressWarnings("NullAway")
		public StackTraceElement[] getStackTrace() {
			return null;
		}

	}

	static class CauseThrows extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			throw new UnsupportedOperationException("broken");
		}

	}

	static class CausesWithoutEnd extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public synchronized Throwable getCause() {
			return new CausesWithoutEnd();
		}

	}

}
