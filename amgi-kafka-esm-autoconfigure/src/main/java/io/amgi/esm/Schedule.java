package io.amgi.esm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Decides which group of an invocation runs when. Groups wait here until a lane is free,
 * and those that a stuck handler keeps until it ends; nothing waits in a lane.
 */
final class Schedule {

	private static final long BRIEFLY = TimeUnit.MILLISECONDS.toNanos(1);

	private final Course course;

	private final Deadline deadline;

	private final int concurrency;

	private final StuckHandlers stuck;

	private final Deque<Group> ready = new ArrayDeque<>();

	private final List<Group> held = new ArrayList<>(0);

	private final Set<Lane> lanes = new HashSet<>();

	private boolean released;

	Schedule(Course course, Deadline deadline, int concurrency, StuckHandlers stuck) {
		this.course = course;
		this.deadline = deadline;
		this.concurrency = concurrency;
		this.stuck = stuck;
	}

	/**
	 * Runs groups until all are done or time is up. On the invoking thread none is run
	 * that might not come back in time.
	 * @param groups the groups in the order of the event
	 * @param work what to do with a group
	 * @param threads what lanes run on
	 */
	void run(List<Group> groups, Consumer<Group> work, LaneThreads threads) {
		this.stuck.register(this);
		try {
			groups.forEach((group) -> (this.stuck.hold(group) ? this.held : this.ready).add(group));
			if (isInline(groups)) {
				new Lane(this, work).drain();
			}
			else {
				runLanes(work, threads);
			}
		}
		catch (Throwable ex) {
			abort(ex);
		}
		finally {
			this.stuck.unregister(this);
			end();
		}
	}

	private boolean isInline(List<Group> groups) {
		return this.deadline.at() == null && this.held.isEmpty() && (this.concurrency == 1 || groups.size() <= 1);
	}

	private void runLanes(Consumer<Group> work, LaneThreads threads) throws InterruptedException {
		do {
			start(openLanes(work), threads);
		}
		while (awaitRelease());
	}

	// Nobody waits for a lane that was not handed over.
	private void start(Queue<Lane> opened, LaneThreads threads) {
		try {
			while (!opened.isEmpty()) {
				threads.start(opened.element());
				opened.remove();
			}
		}
		finally {
			opened.forEach(this::remove);
		}
	}

	private synchronized Queue<Lane> openLanes(Consumer<Group> work) {
		Queue<Lane> opened = new ArrayDeque<>();
		while (this.lanes.size() < this.concurrency && opened.size() < this.ready.size()) {
			Lane lane = new Lane(this, work);
			opened.add(lane);
			this.lanes.add(lane);
		}
		return opened;
	}

	private boolean awaitRelease() throws InterruptedException {
		boolean released = awaitReleaseOrEnd();
		if (released) {
			List<Group> free = this.held.stream().filter((group) -> !this.stuck.hold(group)).toList();
			this.held.removeAll(free);
			addReady(free);
		}
		return released;
	}

	private synchronized boolean awaitReleaseOrEnd() throws InterruptedException {
		while (isBusy() && !this.released && !isLate()) {
			TimeUnit.NANOSECONDS.timedWait(this, Math.max(BRIEFLY, this.deadline.nanosToMargin()));
		}
		boolean released = this.released && isBusy();
		this.released = false;
		return released;
	}

	private boolean isBusy() {
		return this.course.error() == null
				&& (!this.lanes.isEmpty() || this.course.isRunning() && !this.held.isEmpty());
	}

	// A record is attempted even where the margin has begun before.
	private boolean isLate() {
		return this.deadline.nanosToMargin() <= 0
				&& (this.course.hasBegun() || this.lanes.isEmpty() || this.deadline.nanosToClose() <= 0);
	}

	private synchronized void addReady(List<Group> groups) {
		this.ready.addAll(groups);
	}

	// Whoever still runs is told to stop, and given the time until the outcome is closed.
	private void end() {
		List<Lane> running = lanes();
		if (running.isEmpty()) {
			return;
		}
		this.course.cut();
		running.forEach(Lane::interrupt);
		awaitLanes(this.deadline::nanosToClose);
	}

	/**
	 * Leaves those handlers behind that run on though the outcome is closed.
	 * @param unconfirmed whether some have just been told that what they sent was not
	 * confirmed, and deserve a moment to take note of it
	 */
	void leave(boolean unconfirmed) {
		if (unconfirmed) {
			long end = System.nanoTime() + this.deadline.remainingNanos() / 2;
			awaitLanes(() -> end - System.nanoTime());
		}
		lanes().forEach((lane) -> lane.outlive(this.stuck));
	}

	private synchronized void awaitLanes(LongSupplier nanosLeft) {
		try {
			while (!this.lanes.isEmpty() && nanosLeft.getAsLong() > 0) {
				TimeUnit.NANOSECONDS.timedWait(this, Math.max(BRIEFLY, nanosLeft.getAsLong()));
			}
		}
		catch (InterruptedException ex) {
			abort(ex);
		}
	}

	private synchronized List<Lane> lanes() {
		return List.copyOf(this.lanes);
	}

	// Returns the groups that a stuck handler has kept to the end.
	List<Group> held() {
		return this.held;
	}

	/**
	 * Hands out the next group, or lets the lane go. Both is one step: a group that
	 * becomes free later needs another lane.
	 * @param lane the lane that asks
	 * @return the group, or {@code null} if the lane has nothing more to do
	 */
	synchronized @Nullable Group next(Lane lane) {
		Group next = this.course.isRunning() ? this.ready.poll() : null;
		if (next == null) {
			remove(lane);
		}
		return next;
	}

	/**
	 * Tells that groups have become free.
	 */
	synchronized void release() {
		this.released = true;
		notifyAll();
	}

	synchronized void remove(Lane lane) {
		this.lanes.remove(lane);
		notifyAll();
	}

	// Ends all because of what is no record's failure.
	synchronized void abort(Throwable error) {
		this.course.abort(error);
		notifyAll();
	}

}
