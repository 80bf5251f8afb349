package io.amgi.esm;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A thread's way through the groups of an invocation, one group after another. As many
 * lanes as there are, as many handlers run at a time.
 */
final class Lane implements Runnable {

	private final Schedule schedule;

	private final Consumer<Group> work;

	private boolean entered;

	private @Nullable Thread thread;

	private @Nullable Group group;

	private @Nullable StuckHandlers stuck;

	Lane(Schedule schedule, Consumer<Group> work) {
		this.schedule = schedule;
		this.work = work;
	}

	/**
	 * Runs inside of what decorates this lane.
	 * @param decorated what shall run this lane, on this thread
	 */
	void runIn(Runnable decorated) {
		try {
			decorated.run();
			endUnlessEntered(new IllegalStateException("The TaskDecorator's task has ended without running its own"));
		}
		catch (Throwable ex) {
			if (!endUnlessEntered(ex)) {
				throw ex;
			}
		}
	}

	private boolean endUnlessEntered(Throwable reason) {
		boolean missed = !isEntered();
		if (missed) {
			this.schedule.abort(reason);
			this.schedule.remove(this);
		}
		return missed;
	}

	private synchronized boolean isEntered() {
		return this.entered;
	}

	@Override
	public void run() {
		enter();
		try {
			drain();
		}
		catch (Throwable ex) {
			this.schedule.abort(ex);
		}
		finally {
			exit();
			this.schedule.remove(this);
		}
	}

	/**
	 * Runs group after group until there is none.
	 */
	void drain() {
		for (Group next = this.schedule.next(this); next != null; next = this.schedule.next(this)) {
			setGroup(next);
			this.work.accept(next);
			setGroup(null);
		}
	}

	private synchronized void enter() {
		this.entered = true;
		this.thread = Thread.currentThread();
	}

	private synchronized void setGroup(@Nullable Group group) {
		this.group = group;
	}

	// Whoever interrupts holds the lock: no interrupt can come later, when the thread is
	// used for something else.
	private void exit() {
		StuckHandlers stuck;
		synchronized (this) {
			this.thread = null;
			this.group = null;
			stuck = this.stuck;
			Thread.interrupted();
		}
		if (stuck != null) {
			stuck.remove(this);
		}
	}

	synchronized void interrupt() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

	/**
	 * Keeps the lane's group for it, whose handler outlives the invocation.
	 * @param stuck where such handlers are known
	 */
	synchronized void outlive(StuckHandlers stuck) {
		if (this.group != null) {
			this.stuck = stuck;
			stuck.add(this, this.group.key());
		}
	}

	/**
	 * Returns where the handler is.
	 * @return the stack trace, empty when the handler has ended
	 */
	synchronized StackTraceElement[] stackTrace() {
		return (this.thread != null) ? this.thread.getStackTrace() : new StackTraceElement[0];
	}

}
