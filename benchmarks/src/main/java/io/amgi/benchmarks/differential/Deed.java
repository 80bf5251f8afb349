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

package io.amgi.benchmarks.differential;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.zip.CRC32;

/**
 * The behaviour of a handler for one record, chosen by the record's id alone.
 */
enum Deed {

	SLOW, FAIL, FAIL_IN_TWO_LINES, FAIL_WITHOUT_MESSAGE, FAIL_FOR_GOOD, SEND, SEND_SEVERAL, SEND_REFUSED, SEND_THROWING,
	SEND_BEST_EFFORT, SEND_AND_SEE_IT_FAIL, SEND_AND_WAIT, SEND_AND_FAIL, NOTHING;

	// The other half of the records does nothing.
	private static final int CHOICES = 2 * values().length;

	private static final String TOPIC = "invoices";

	static Deed of(String record) {
		CRC32 checksum = new CRC32();
		checksum.update(record.getBytes(StandardCharsets.UTF_8));
		int choice = (int) (checksum.getValue() % CHOICES);
		return (choice < values().length) ? values()[choice] : NOTHING;
	}

	void perform(Outbox outbox) {
		switch (this) {
			case SLOW -> work();
			case FAIL -> throw new IllegalStateException("Failed on purpose");
			case FAIL_IN_TWO_LINES -> throw new IllegalArgumentException("Failed\r\non purpose");
			case FAIL_WITHOUT_MESSAGE -> throw new UnsupportedOperationException();
			case FAIL_FOR_GOOD -> throw new IllegalStateException("Failed for good", new ClassCastException());
			case NOTHING -> {
			}
			default -> send(outbox);
		}
	}

	private void send(Outbox outbox) {
		switch (this) {
			case SEND_SEVERAL -> sendSeveral(outbox);
			case SEND_REFUSED -> outbox.send(Outbox.REFUSING);
			case SEND_THROWING -> outbox.send(Outbox.THROWING);
			case SEND_BEST_EFFORT -> outbox.sendBestEffort(Outbox.REFUSING);
			case SEND_AND_SEE_IT_FAIL -> sendAndSeeItFail(outbox);
			case SEND_AND_WAIT -> outbox.send(Outbox.REFUSING).join();
			default -> outbox.send(TOPIC);
		}
		if (this == SEND_AND_FAIL) {
			outbox.send(Outbox.REFUSING);
			throw new IllegalStateException("Failed after sending");
		}
	}

	private static void sendSeveral(Outbox outbox) {
		outbox.send(TOPIC);
		work();
		outbox.send("shipments");
		outbox.sender().send(outbox.tombstone("shipments"));
	}

	private static void sendAndSeeItFail(Outbox outbox) {
		try {
			outbox.send(Outbox.REFUSING).join();
		}
		catch (CompletionException ex) {
			outbox.send("complaints");
		}
	}

	/**
	 * Keeps the thread busy for a few hundred microseconds. A sleep would take longer.
	 */
	static void work() {
		long start = System.nanoTime();
		while (System.nanoTime() - start < 300_000) {
			Thread.onSpinWait();
		}
	}

}
