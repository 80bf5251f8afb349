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

package io.amgi.handler;

/**
 * Thrown by a batch method at the first message that it cannot handle. Messages before
 * that message are acknowledged, and the message is nacked with the cause. The method is
 * called again with the messages behind it, unless a failure stops these: then they are
 * nacked as not attempted.
 */
public class BatchRecordException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int index;

	/**
	 * Creates an exception.
	 * @param index the message's index in the batch
	 * @param cause why it cannot be handled, whose message is reported
	 */
	public BatchRecordException(int index, Throwable cause) {
		super(cause);
		this.index = index;
	}

	/**
	 * Returns which message cannot be handled.
	 * @return the message's index in the batch
	 */
	public int getIndex() {
		return this.index;
	}

}
