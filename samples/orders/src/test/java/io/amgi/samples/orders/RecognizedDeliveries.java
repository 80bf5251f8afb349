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

package io.amgi.samples.orders;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.stereotype.Component;

import io.amgi.handler.ChannelMessage;
import io.amgi.idempotency.DuplicateListener;

/**
 * Counts the deliveries of orders that were handled before, in whatever application
 * context of this JVM the service runs.
 */
@Component
class RecognizedDeliveries implements DuplicateListener {

	private static final AtomicInteger COUNT = new AtomicInteger();

	@Override
	public void recognized(ChannelMessage message) {
		COUNT.incrementAndGet();
	}

	/**
	 * Prints the count.
	 * @param out the stream to print to
	 */
	static void print(PrintStream out) {
		out.printf("%d deliveries recognized as orders that were invoiced before%n", COUNT.get());
	}

}
