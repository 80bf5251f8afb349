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

import java.util.concurrent.CompletableFuture;

import io.amgi.protocol.MessageSend;

/**
 * Publishes records that are given up, so that they count as handled.
 */
@FunctionalInterface
public interface DeadLetterPublisher {

	/**
	 * Publishes a record. Several threads may publish.
	 * @param letter the record
	 * @param send sends the invocation's messages
	 * @return completed when the publication is confirmed, exceptionally when it is not,
	 * and the record stays nacked
	 */
	CompletableFuture<Void> publish(DeadLetter letter, MessageSend send);

}
