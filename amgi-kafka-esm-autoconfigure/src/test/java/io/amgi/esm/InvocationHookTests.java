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

package io.amgi.esm;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.event.InvalidKafkaEventException;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@ExtendWith(OutputCaptureExtension.class)
class InvocationHookTests {

	private static final EventJson EVENT = EventJson.event().record("orders", 0, 1).record("orders", 1, 1);

	private final List<String> calls = new ArrayList<>();

	@Test
	void hooksWrapTheInvocationInTheirOrder() {
		handle(acking(), hook("outer"), hook("inner"));
		assertThat(this.calls).containsExactly("open outer", "open inner", "application", "application", "close inner",
				"close outer");
	}

	@Test
	void hookSeesTheEventAndTheContext() {
		List<Object> seen = new ArrayList<>();
		Context context = TestContext.endingIn(30_000);
		mapping(acking(), (event, lambda) -> {
			seen.add(event);
			seen.add(lambda);
			return null;
		}).handle(EventJson.event()
			.with("eventSourceArn", "arn:aws:kafka:cluster")
			.record("orders", 0, 1)
			.record("orders", 0, 2)
			.stream(), context);
		assertThat(seen).containsExactly(new EventMetadata("aws:kafka", "arn:aws:kafka:cluster", "localhost:9092", 2),
				context);
	}

	@Test
	void exceptionOnOpeningFailsTheInvocationAndClosesWhatIsOpen() {
		assertThatIllegalStateException().isThrownBy(() -> handle(acking(), hook("outer"), (event, context) -> {
			throw new IllegalStateException("no tenant");
		}, hook("inner"))).withMessage("no tenant");
		assertThat(this.calls).containsExactly("open outer", "close outer");
	}

	@Test
	void exceptionOnClosingFailsTheInvocationAndClosesTheRest() {
		assertThatIllegalStateException().isThrownBy(() -> handle(acking(), hook("outer"), (event, context) -> () -> {
			throw new IllegalStateException("not flushed");
		})).withMessage("not flushed");
		assertThat(this.calls).endsWith("application", "close outer");
	}

	@Test
	void exceptionOnClosingIsLoggedWhereRecordsFailTheInvocation(CapturedOutput output) {
		AmgiApplication application = (scope, receive, send) -> receive.receive();
		assertThatExceptionOfType(NackException.class)
			.isThrownBy(() -> handle(application, hook("outer"), (event, context) -> () -> {
				throw new IllegalStateException("not flushed");
			}));
		assertThat(output).contains("An invocation hook failed on closing")
			.contains("java.lang.IllegalStateException: not flushed");
		assertThat(this.calls).containsExactly("open outer", "close outer");
	}

	@Test
	void checkedExceptionIsTheCause() {
		assertThatIllegalStateException().isThrownBy(() -> handle(acking(), (event, context) -> {
			throw new IOException("no file");
		})).withMessage("An invocation hook failed").withCauseInstanceOf(IOException.class);
	}

	@Test
	void hookIsClosedAfterAnInvocationThatFails() {
		AmgiApplication application = (scope, receive, send) -> this.calls.add("application");
		assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(application, hook("outer")));
		assertThat(this.calls).containsExactly("open outer", "application", "application", "close outer");
	}

	@Test
	void hookIsClosedAfterAnError() {
		AmgiApplication application = (scope, receive, send) -> {
			throw new OutOfMemoryError("boom");
		};
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> handle(application, hook("outer")));
		assertThat(this.calls).containsExactly("open outer", "close outer");
	}

	@Test
	void hookDoesNotHearOfAnEventThatIsNone() {
		assertThatExceptionOfType(InvalidKafkaEventException.class)
			.isThrownBy(() -> mapping(acking(), hook("outer")).handle(InputStream.nullInputStream(), null));
		assertThat(this.calls).isEmpty();
	}

	private InvocationHook hook(String name) {
		return (event, context) -> {
			this.calls.add("open " + name);
			return () -> this.calls.add("close " + name);
		};
	}

	private AmgiApplication acking() {
		return (scope, receive, send) -> {
			this.calls.add("application");
			MessageReceiveEvent message;
			do {
				message = (MessageReceiveEvent) receive.receive();
				send.send(new MessageAckEvent(message.id()));
			}
			while (message.moreMessages());
		};
	}

	private static void handle(AmgiApplication application, InvocationHook... hooks) {
		mapping(application, hooks).handle(EVENT.stream(), null);
	}

	private static KafkaEventSourceMapping mapping(AmgiApplication application, InvocationHook... hooks) {
		return TestMapping.builder(application).onNack(OnNack.ERROR).invocationHooks(List.of(hooks)).build();
	}

}
