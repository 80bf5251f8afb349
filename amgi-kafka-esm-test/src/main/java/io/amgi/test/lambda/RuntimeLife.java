package io.amgi.test.lambda;

import java.util.concurrent.CountDownLatch;

/**
 * The life of the function until its first invocation: Init, and with SnapStart the
 * checkpoint and Restore.
 */
final class RuntimeLife {

	private static final String RUNTIME = "the runtime";

	private final RuntimeStart init = new RuntimeStart(RUNTIME);

	private final RuntimeStart restore = new RuntimeStart(RUNTIME);

	private final CountDownLatch restoring = new CountDownLatch(1);

	private final boolean snapStart;

	RuntimeLife(boolean snapStart) {
		this.snapStart = snapStart;
	}

	RuntimeStart init() {
		return this.init;
	}

	RuntimeStart restore() {
		return this.restore;
	}

	void nextInvocation() {
		RuntimeStart last = (this.snapStart) ? this.restore : this.init;
		last.arrived(RUNTIME);
	}

	void checkpoint() throws InterruptedException {
		this.init.arrived(RUNTIME);
		this.restoring.await();
	}

	void resume() {
		this.restoring.countDown();
	}

	void exited(int exitCode) {
		this.init.exited(exitCode);
		this.restore.exited(exitCode);
	}

}
