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

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Answer of an endpoint of the Extensions API.
 */
public final class LambdaAnswer {

	private static final int ACCEPTS = 0;

	private static final LambdaAnswer REGULAR = new LambdaAnswer(ACCEPTS, Duration.ZERO);

	private static final LambdaAnswer NEVER = new LambdaAnswer(ACCEPTS, Duration.ZERO);

	private final int status;

	private final Duration delay;

	private LambdaAnswer(int status, Duration delay) {
		this.status = status;
		this.delay = delay;
	}

	/**
	 * Returns the answer that Lambda gives.
	 * @return the answer
	 */
	public static LambdaAnswer regular() {
		return REGULAR;
	}

	/**
	 * Returns an answer that refuses the call.
	 * @param status the HTTP status, such as 403
	 * @return the answer
	 */
	public static LambdaAnswer status(int status) {
		return new LambdaAnswer(status, Duration.ZERO);
	}

	/**
	 * Returns Lambda's answer after a delay. The call itself takes effect when it
	 * arrives: Init waits for an extension whose registration is not answered yet.
	 * @param delay the time from the arrival of the call to the answer
	 * @return the answer
	 */
	public static LambdaAnswer after(Duration delay) {
		return new LambdaAnswer(ACCEPTS, delay);
	}

	/**
	 * Returns an answer that never comes: the connection is accepted but stays silent,
	 * and the call has no effect.
	 * @return the answer
	 */
	public static LambdaAnswer never() {
		return NEVER;
	}

	boolean isRegular() {
		return this != NEVER && this.status == ACCEPTS;
	}

	boolean isRefusal() {
		return this.status != ACCEPTS;
	}

	void await() throws InterruptedException {
		TimeUnit.NANOSECONDS.sleep(this.delay.toNanos());
	}

	int status() {
		return this.status;
	}

}
