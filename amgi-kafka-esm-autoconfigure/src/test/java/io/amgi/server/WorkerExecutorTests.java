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

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.task.TaskDecorator;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.EventJson;
import io.amgi.esm.TestMapping;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageReceiveEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Without a deadline, waiting for a worker that never starts would never end.
 */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerExecutorTests {

	@Test
	void decoratorThatThrowsFailsTheInvocation() {
		assertThatIllegalStateException().isThrownBy(() -> handle((task) -> {
			throw new IllegalStateException("no context");
		})).withMessage("no context");
	}

	@Test
	void decoratedTaskThatFailsBeforeTheHandlersFailsTheInvocation() {
		assertThatIllegalStateException().isThrownBy(() -> handle((task) -> () -> {
			throw new IllegalStateException("no context");
		})).withMessage("no context");
	}

	@Test
	void decoratedTaskThatForgetsTheHandlersFailsTheInvocation() {
		assertThatIllegalStateException().isThrownBy(() -> handle((task) -> () -> {
		})).withMessage("The TaskDecorator's task has ended without running its own");
	}

	@Test
	void decoratedTaskThatFailsBehindTheHandlersChangesNothing() {
		assertThat(handle((task) -> () -> {
			task.run();
			throw new IllegalStateException("not cleaned up");
		})).isEqualTo(BatchResponse.SUCCESS);
	}

	@Test
	void threadThatCannotBeMadeFailsTheInvocation() {
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> handle((task) -> task, (task) -> {
			throw new OutOfMemoryError("unable to create native thread");
		})).withMessage("unable to create native thread");
	}

	@Test
	void handlersThatHaveAThreadAreInterruptedAndWaitedFor() {
		CountDownLatch received = new CountDownLatch(1);
		AtomicBoolean interrupted = new AtomicBoolean();
		AmgiApplication waiting = (scope, receive, send) -> {
			receive.receive();
			received.countDown();
			try {
				new CountDownLatch(1).await();
			}
			finally {
				interrupted.set(true);
			}
		};
		Iterator<Executor> executors = List.of(new WorkerThreadPool(), refusingAfter(received)).iterator();
		assertThatExceptionOfType(RejectedExecutionException.class)
			.isThrownBy(() -> handle(waiting, (task) -> task, (task) -> executors.next().execute(task)));
		assertThat(interrupted).isTrue();
	}

	private static Executor refusingAfter(CountDownLatch latch) {
		return (task) -> {
			assertThatNoException().isThrownBy(latch::await);
			throw new RejectedExecutionException("full");
		};
	}

	private static BatchResponse handle(TaskDecorator decorator) {
		return handle(decorator, new WorkerThreadPool());
	}

	private static BatchResponse handle(TaskDecorator decorator, Executor executor) {
		return handle((scope, receive, send) -> {
			String id = ((MessageReceiveEvent) receive.receive()).id();
			send.send(new MessageAckEvent(id));
		}, decorator, executor);
	}

	private static BatchResponse handle(AmgiApplication application, TaskDecorator decorator, Executor executor) {
		return TestMapping.builder(application)
			.taskDecorator(decorator)
			.executor(executor)
			.build()
			.handle(EventJson.event().record("orders", 0, 1).record("orders", 1, 1).stream(), null);
	}

}
