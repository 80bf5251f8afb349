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
