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

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
 */
final class SettlementExecutor {

	private static final long FOLLOW_INTERVAL = TimeUnit.MILLISECONDS.toNanos(1);

	private static final int NOBODY = 0;

	private final Executor executor;

	private final Consumer<Throwable> onError;

	private final Queue<Settlement> waiting = new ArrayDeque<>();

	private int leader = NOBODY;

	private int leaders;

	private long taken;

	private boolean busy;

	private boolean following;

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
		int leader = NOBODY;
		synchronized (this) {
			this.waiting.add(settlement);
			if (this.leader == NOBODY) {
				leader = newLeader();
			}
		}
		if (leader != NOBODY) {
			startLeader(leader);
		}
		else if (isFollowerMissing()) {
			startFollower();
		}
	}

	private int newLeader() {
		this.leader = ++this.leaders;
		return this.leader;
	}

	private void startLeader(int leader) {
		try {
			this.executor.execute(() -> lead(leader));
		}
		catch (Throwable ex) {
			abandon(ex);
		}
	}

	// Without a thread, completes the settlements that do not need the application.
	private void abandon(Throwable reason) {
		Queue<Settlement> abandoned;
		synchronized (this) {
			abandoned = new ArrayDeque<>(this.waiting);
			this.waiting.clear();
			this.leader = NOBODY;
		}
		this.onError.accept(reason);
		abandoned.forEach(Settlement::abandon);
	}

	private void lead(int leader) {
		for (Settlement next = next(leader); next != null; next = next(leader)) {
			if (isFollowerMissing()) {
				startFollower();
			}
			next.run();
		}
	}

	private synchronized @Nullable Settlement next(int leader) {
		if (this.leader != leader) {
			return null;
		}
		Settlement next = this.waiting.poll();
		this.taken++;
		this.busy = (next != null);
		if (next == null) {
			this.leader = NOBODY;
			notifyAll();
		}
		return next;
	}

	private synchronized boolean isFollowerMissing() {
		boolean missing = this.busy && !this.following && !this.waiting.isEmpty();
		this.following |= missing;
		return missing;
	}

	private void startFollower() {
		try {
			this.executor.execute(this::follow);
		}
		catch (Throwable ex) {
			endFollowing();
		}
	}

	private synchronized void endFollowing() {
		this.following = false;
	}

	private void follow() {
		try {
			int leader = awaitLead();
			if (leader != NOBODY) {
				lead(leader);
			}
		}
		catch (InterruptedException ex) {
			endFollowing();
		}
	}

	// Ends without a lead if the leader continues by itself.
	private synchronized int awaitLead() throws InterruptedException {
		long seen;
		do {
			seen = this.taken;
			TimeUnit.NANOSECONDS.timedWait(this, FOLLOW_INTERVAL);
		}
		while (this.leader != NOBODY && this.taken != seen && !this.waiting.isEmpty());
		this.following = false;
		return (this.leader != NOBODY && !this.waiting.isEmpty()) ? newLeader() : NOBODY;
	}

	/**
	 * A settlement that waits for its turn.
	 */
	interface Settlement extends Runnable {

		/**
		 * Ends the settlement where no thread can be had for it.
		 */
		void abandon();

	}

}
