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
 * Acknowledges or refuses single messages of a batch. As a parameter of a batch method,
 * it is valid until the method ends. Undecided messages are acknowledged when the method
 * returns, and nacked when it throws.
 */
public interface BatchAcknowledgement {

	/**
	 * Acknowledges a message, once all that the batch has sent is confirmed.
	 * @param index the message's index in the batch
	 * @throws IndexOutOfBoundsException if there is no such message
	 * @throws IllegalStateException if it is decided already
	 */
	void ack(int index);

	/**
	 * Nacks a message.
	 * @param index the message's index in the batch
	 * @param cause why, whose message is reported
	 * @throws IndexOutOfBoundsException if there is no such message
	 * @throws IllegalStateException if it is decided already
	 */
	void nack(int index, Throwable cause);

}
