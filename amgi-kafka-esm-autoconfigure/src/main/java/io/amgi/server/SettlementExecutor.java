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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Runs the settlements of a batch, with all that an application has made depend on them,
 * on threads of its own: neither the calling thread nor those of producers and timers
 * must wait for an application.
 * <p>
 * One thread leads and runs settlements in their order. While others wait behind the
 * current one, a second thread follows. It takes the lead if the current settlement does
 * not end, so that an application that waits for a later settlement gets it.
 * <p>
 * A leader that has run out of settlements ends, unless many more are to come: it would
 * be woken for each few of them, which costs more than all else. It naps then, and
 * whoever adds a settlement meanwhile wakes nobody.
 */
final class SettlementExecutor {

	private static final long FOLLOW_INTERVAL = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int MANY = 500;

	// Less than messages take to be confirmed, so that the last ones find no leader
	// asleep.
	private static final long NAP_PER_SETTLEMENT = 200;

	private static final long MAX_NAP = TimeUnit.MICROSECONDS.toNanos(500);

	private static final int NOBODY = 0;

	private final Executor executor;

	private final Consumer<Throwable> onError;

	private final Queue<Settlement> waiting = new ConcurrentLinkedQueue<>();

	// The leader's number, negative while it naps.
	private final AtomicInteger leader = new AtomicInteger(NOBODY);

	private final AtomicInteger leaders = new AtomicInteger();

	private final AtomicBoolean following = new AtomicBoolean();

	/**
	 * Creates an executor.
	 * @param executor starts a task at once
	 * @param onError called with the reason if no thread can be had
	 */
	SettlementExecutor(Executor executor, Consumer<Throwable> onError) {
		this.executor = executor;
		this.onError = onError;
	}

	/**
	 * Runs a settlement soon, on another thread.
	 * @param settlement the settlement
	 */
	void execute(Settlement settlement) {
		this.waiting.add(settlement);
		int leader = this.leader.get();
		if (leader == NOBODY) {
			startLeader();
		}
		else if (leader > NOBODY) {
			startFollowerIfMissing();
		}
	}

	private void startLeader() {
		int leader = this.leaders.incrementAndGet();
		if (!this.leader.compareAndSet(NOBODY, leader)) {
			return;
		}
		try {
			this.executor.execute(() -> lead(leader));
		}
		catch (Throwable ex) {
			this.onError.accept(ex);
			abandonAll(leader);
		}
	}

	// Without a thread, completes the settlements that do not need the application.
	private void abandonAll(int leader) {
		do {
			for (Settlement next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
				next.abandon();
			}
		}
		while (!isOver(leader));
	}

	private void lead(int leader) {
		do {
			Settlement last = runAll(leader);
			while (last != null && last.upcoming() > MANY) {
				nap(leader, last.upcoming());
				last = runAll(leader);
			}
		}
		while (!isOver(leader));
	}

	private @Nullable Settlement runAll(int leader) {
		Settlement last = null;
		for (Settlement next = next(leader); next != null; next = next(leader)) {
			startFollowerIfMissing();
			next.run();
			last = next;
		}
		return last;
	}

	// Does nothing if the lead is lost, nor on a thread that an application has
	// interrupted.
	private void nap(int leader, int upcoming) {
		if (this.leader.compareAndSet(leader, -leader)) {
			LockSupport.parkNanos(this, Math.min(upcoming * NAP_PER_SETTLEMENT, MAX_NAP));
			this.leader.compareAndSet(-leader, leader);
		}
	}

	private @Nullable Settlement next(int leader) {
		return (this.leader.get() == leader) ? this.waiting.poll() : null;
	}

	// Whoever adds a settlement while this ends finds no leader, or is found here.
	private boolean isOver(int leader) {
		return !this.leader.compareAndSet(leader, NOBODY) || this.waiting.isEmpty()
				|| !this.leader.compareAndSet(NOBODY, leader);
	}

	private void startFollowerIfMissing() {
		// Reads first, because a producer's thread and the leader ask for each message.
		if (this.following.get() || this.waiting.isEmpty() || !this.following.compareAndSet(false, true)) {
			return;
		}
		try {
			this.executor.execute(this::follow);
		}
		catch (Throwable ex) {
			this.following.set(false);
		}
	}

	private void follow() {
		do {
			while (!this.waiting.isEmpty()) {
				int leader = awaitLead();
				if (leader != NOBODY) {
					this.following.set(false);
					lead(leader);
					return;
				}
			}
			this.following.set(false);
		}
		while (!this.waiting.isEmpty() && this.following.compareAndSet(false, true));
	}

	// Takes the lead only from a leader that has taken nothing meanwhile.
	private int awaitLead() {
		int leader = this.leader.get();
		Settlement seen = this.waiting.peek();
		LockSupport.parkNanos(this, FOLLOW_INTERVAL);
		if (seen == null || this.waiting.peek() != seen) {
			return NOBODY;
		}
		int next = this.leaders.incrementAndGet();
		return this.leader.compareAndSet(leader, next) ? next : NOBODY;
	}

	/**
	 * A settlement that waits for its turn.
	 */
	interface Settlement extends Runnable {

		/**
		 * Returns how many more settlements are to come, as far as that is known.
		 * @return their number
		 */
		int upcoming();

		/**
		 * Ends the settlement where no thread can be had for it.
		 */
		void abandon();

	}

}
