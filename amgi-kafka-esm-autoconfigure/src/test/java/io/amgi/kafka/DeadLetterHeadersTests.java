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

package io.amgi.kafka;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.springframework.asm.ClassWriter;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.Opcodes;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.esm.EventJson;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.server.DeadLetterOn;

import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterHeadersTests {

	private static final String FAILURE = ListenerExecutionFailedException.class.getName();

	private final EventJson event = EventJson.event().record("orders", 0, 7).key("k").value("v");

	@Test
	void nackWithoutACauseHasAReasonAndNoFrames() {
		MessageSendEvent letter = deadLetter(nacking());
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_FQCN)).isEqualTo(FAILURE);
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).isEqualTo(FAILURE);
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isEqualTo("not wanted");
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).isEqualTo(FAILURE + ": not wanted\n");
	}

	@Test
	void exceptionHasItsFramesDownToTheCallOfTheHandler() {
		MessageSendEvent letter = deadLetter(throwing(new IllegalStateException("boom")));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE))
			.startsWith(
					FAILURE + ": boom\nCaused by: java.lang.IllegalStateException: boom\n\tat " + getClass().getName())
			.containsPattern("\n\t\\.\\.\\. \\d+ more\n$")
			.doesNotContain("io.amgi.server");
	}

	@Test
	void causesAreThereAndTheRootIsNamed() {
		MessageSendEvent letter = deadLetter(
				throwing(new IllegalStateException("boom", new ArithmeticException("too much"))));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).isEqualTo("java.lang.ArithmeticException");
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).isEqualTo("boom");
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE))
			.contains("\nCaused by: java.lang.ArithmeticException: too much\n\tat ");
	}

	@Test
	void causesThatGoRoundInCirclesEnd() {
		RuntimeException first = new IllegalStateException("first");
		RuntimeException second = new IllegalStateException("second", first);
		first.initCause(second);
		first.addSuppressed(second);
		assertThat(header(deadLetter(throwing(first)), KafkaHeaders.DLT_EXCEPTION_STACKTRACE))
			.contains("Suppressed: java.lang.IllegalStateException: second")
			.contains("Caused by: java.lang.IllegalStateException: first");
	}

	@Test
	void indescribableExceptionIsNamed() {
		MessageSendEvent letter = deadLetter(throwing(new IllegalStateException("boom", new Indescribable())));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).isEqualTo(Indescribable.class.getName());
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).isEqualTo(
				FAILURE + ": boom\nCaused by: java.lang.IllegalStateException, which cannot be described because of "
						+ "java.lang.UnsupportedOperationException\n");
	}

	@Test
	void endlessTraceIsCut() {
		AmgiApplication recursing = (scope, receive, send) -> {
			receive.receive();
			fail(100);
		};
		assertThat(header(deadLetter(recursing), KafkaHeaders.DLT_EXCEPTION_STACKTRACE).lines()
			.filter((line) -> line.startsWith("\tat "))).hasSize(50);
	}

	@Test
	void longMessageIsCutWhereverItIs() {
		String huge = "x".repeat(1_100_000);
		MessageSendEvent letter = deadLetter(
				throwing(new IllegalStateException(huge, new ArithmeticException("\u00f6".repeat(1_100_000)))));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_MESSAGE)).hasSize(1024);
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE))
			.contains("Caused by: java.lang.IllegalStateException: xxx", "xxx...\n\tat ")
			.contains("Caused by: java.lang.ArithmeticException: \u00f6", "\u00f6...\n\tat ");
		assertThat(size(letter)).isLessThan(12_000);
	}

	@Test
	void thousandsOfSuppressedExceptionsAreCut() {
		IllegalStateException failure = new IllegalStateException("boom");
		IntStream.range(0, 20_000).forEach((i) -> failure.addSuppressed(new ArithmeticException("suppressed " + i)));
		MessageSendEvent letter = deadLetter(throwing(failure));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).contains("suppressed 0")
			.endsWith("\n... cut\n");
		assertThat(size(letter)).isLessThan(40_000);
	}

	@Test
	void endlessCausesAreCut() {
		RuntimeException failure = new Anonymous(null);
		for (int i = 0; i < 100_000; i++) {
			failure = new Anonymous(failure);
		}
		MessageSendEvent letter = deadLetter(throwing(new IllegalStateException("boom", failure)));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE))
			.startsWith(FAILURE + ": boom\nCaused by: java.lang.IllegalStateException: boom\n\tat ")
			.endsWith("\n... cut\n");
		assertThat(size(letter)).isLessThan(40_000);
	}

	@Test
	void textThatTakesSeveralBytesIsCutByItsBytes() {
		IllegalStateException failure = new IllegalStateException("boom");
		IntStream.range(0, 100).forEach((i) -> failure.addSuppressed(new ArithmeticException("\u6f22".repeat(1000))));
		MessageSendEvent letter = deadLetter(throwing(failure));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_STACKTRACE)).endsWith("\n... cut\n")
			.doesNotContain("\ufffd");
		assertThat(size(letter)).isLessThan(40_000);
	}

	@Test
	void longClassNameIsCut() throws Exception {
		MessageSendEvent letter = deadLetter(throwing(exceptionNamed("a".repeat(60_000))));
		assertThat(header(letter, KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN)).startsWith("aaa").endsWith("a...");
		assertThat(size(letter)).isLessThan(12_000);
	}

	@Test
	void headersOfAFormerDeadLetterAreReplaced() {
		this.event.header(KafkaHeaders.DLT_EXCEPTION_MESSAGE, 'o', 'l', 'd');
		assertThat(deadLetter(nacking()).headers())
			.filteredOn((header) -> header.name().equals(KafkaHeaders.DLT_EXCEPTION_MESSAGE))
			.singleElement()
			.extracting((header) -> new String(header.value()))
			.isEqualTo("not wanted");
	}

	@Test
	void keyValueAndHeadersAreThoseOfTheRecord() {
		this.event.header("trace", 1);
		MessageSendEvent letter = deadLetter(nacking());
		assertThat(letter.address()).isEqualTo("orders.dead");
		assertThat(letter.payload()).asString().isEqualTo("v");
		assertThat((byte[]) letter.bindings().get("kafka").get("key")).asString().isEqualTo("k");
		assertThat(letter.headers()).contains(new MessageHeader("trace", new byte[] { 1 }));
	}

	@Test
	void valueThatIsNotBase64GoesAsTheTextOfTheEvent() {
		String text = "QUJD".repeat(10_000) + "RE*\u00f6\n";
		MessageSendEvent letter = deadLetter(nacking(), this.event.recordWith("value", text));
		assertThat(letter.payload()).asString().isEqualTo(text);
		assertThat((byte[]) letter.bindings().get("kafka").get("key")).asString().isEqualTo("k");
		assertThat(header(letter, KafkaDeadLetterPublisher.UNDECODED)).isEqualTo("value");
	}

	@Test
	void keyThatIsNotBase64GoesAsTheTextOfTheEvent() {
		MessageSendEvent letter = deadLetter(nacking(), this.event.recordWith("key", "***").recordWith("value", "?"));
		assertThat((byte[]) letter.bindings().get("kafka").get("key")).asString().isEqualTo("***");
		assertThat(letter.payload()).asString().isEqualTo("?");
		assertThat(header(letter, KafkaDeadLetterPublisher.UNDECODED)).isEqualTo("key,value");
	}

	@Test
	void valueThatIsNoTextDoesNotBecomeATombstone() {
		MessageSendEvent letter = deadLetter(nacking(), this.event.recordWith("value", List.of(1)));
		assertThat(letter.payload()).isEmpty();
		assertThat(header(letter, KafkaDeadLetterPublisher.UNDECODED)).isEqualTo("value");
	}

	@Test
	void tombstoneStaysOne() {
		MessageSendEvent letter = deadLetter(nacking(), this.event.recordWith("value", null));
		assertThat(letter.payload()).isNull();
		assertThat(header(letter, KafkaDeadLetterPublisher.UNDECODED)).isEmpty();
	}

	@Test
	void headerThatCannotBeDecodedIsLeftOut() {
		MessageSendEvent letter = deadLetter(nacking(), this.event.recordWith("headers",
				List.of(Map.of("bad", List.of(1, 4711)), Map.of("good", List.of(1)), Map.of("worse", List.of("x")))));
		assertThat(letter.headers()).extracting(MessageHeader::name).contains("good").doesNotContain("bad", "worse");
		assertThat(letter.payload()).asString().isEqualTo("v");
		assertThat(header(letter, KafkaDeadLetterPublisher.UNDECODED)).isEmpty();
	}

	private static void fail(int depth) {
		if (depth == 0) {
			throw new IllegalStateException("deep");
		}
		fail(depth - 1);
	}

	private static AmgiApplication nacking() {
		return (scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			send.send(new MessageNackEvent(id, "not wanted"));
		};
	}

	private static AmgiApplication throwing(RuntimeException failure) {
		return (scope, receive, send) -> {
			receive.receive();
			failure.fillInStackTrace();
			throw failure;
		};
	}

	private static RuntimeException exceptionNamed(String name) throws Exception {
		ClassWriter writer = new ClassWriter(0);
		writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/RuntimeException", null);
		MethodVisitor constructor = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
		constructor.visitVarInsn(Opcodes.ALOAD, 0);
		constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/RuntimeException", "<init>", "()V", false);
		constructor.visitInsn(Opcodes.RETURN);
		constructor.visitMaxs(1, 1);
		byte[] bytes = writer.toByteArray();
		ClassLoader classLoader = new ClassLoader() {

			@Override
			protected Class<?> findClass(String name) {
				return defineClass(name, bytes, 0, bytes.length);
			}

		};
		return (RuntimeException) classLoader.loadClass(name).getConstructor().newInstance();
	}

	private static int size(MessageSendEvent letter) {
		return letter.headers().stream().mapToInt((header) -> header.value().length).sum();
	}

	private MessageSendEvent deadLetter(AmgiApplication application) {
		return deadLetter(application, this.event);
	}

	private static MessageSendEvent deadLetter(AmgiApplication application, EventJson event) {
		Queue<MessageSendEvent> sent = new ConcurrentLinkedQueue<>();
		List<?> nacks = TestMapping.builder(application).messageSend((message) -> {
			sent.add(message);
			return CompletableFuture.completedFuture(null);
		})
			.deadLetters(new KafkaDeadLetterPublisher((letter) -> letter.topic() + ".dead"), DeadLetterOn.ALL)
			.build()
			.process(event.stream(), null)
			.nacks();
		assertThat(nacks).isEmpty();
		return sent.remove();
	}

	private static String header(MessageSendEvent letter, String name) {
		return letter.headers()
			.stream()
			.filter((header) -> header.name().equals(name))
			.map((header) -> new String(header.value()))
			.findFirst()
			.orElse("");
	}

	static class Anonymous extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Anonymous(Throwable cause) {
			super("", cause, false, false);
		}

		@Override
		public String toString() {
			return "";
		}

	}

	static class Indescribable extends RuntimeException {

		private static final long serialVersionUID = 1L;

		@Override
		public String getMessage() {
			throw new UnsupportedOperationException("broken");
		}

		@Override
		public synchronized Throwable getCause() {
			throw new UnsupportedOperationException("broken");
		}

	}

}
