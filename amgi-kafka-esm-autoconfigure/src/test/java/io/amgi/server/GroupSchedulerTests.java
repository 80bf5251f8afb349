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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.amgi.esm.OwnThread;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class GroupSchedulerTests {

	private final StuckHandlers stuck = new StuckHandlers();

	private final BatchState batchState = new BatchState(FailureScope.NOTHING, Ordering.PARTITION, DeadLetters.NONE,
			new ShutdownGate());

	private final GroupScheduler scheduler = new GroupScheduler(this.batchState, Deadline.of(null, Duration.ZERO), 1,
			new WorkerExecutor((task) -> {
			}, this::record), this.stuck, null);

	private final Worker stuckWorker = new Worker(this.scheduler, (group) -> {
	});

	private final BlockingQueue<Worker> workers = new LinkedBlockingQueue<>();

	@Test
	void groupThatBecomesFreeAsTheLastWorkerEndsGetsAWorkerOfItsOwn() throws Exception {
		MessageGroup free = new MessageGroup("free", "orders", null);
		MessageGroup held = new MessageGroup("held", "orders", null);
		this.stuck.add(this.stuckWorker, null, "held");
		CompletableFuture<Void> run = run(free, held);
		Worker worker = nextWorker();
		assertThat(this.scheduler.next(worker)).isSameAs(free);
		assertThat(this.scheduler.next(worker)).isNull();
		this.stuck.remove(this.stuckWorker);
		Worker another = nextWorker();
		assertThat(this.scheduler.next(another)).isSameAs(held);
		assertThat(this.scheduler.next(another)).isNull();
		assertThat(run).succeedsWithin(Duration.ofSeconds(20));
	}

	private CompletableFuture<Void> run(MessageGroup... groups) {
		return OwnThread.runAsync(() -> this.scheduler.run(List.of(groups), (group) -> {
		}));
	}

	private Runnable record(Runnable worker) {
		this.workers.add((Worker) worker);
		return worker;
	}

	private Worker nextWorker() throws InterruptedException {
		Worker worker = this.workers.poll(20, TimeUnit.SECONDS);
		assertThat(worker).isNotNull();
		return worker;
	}

}
