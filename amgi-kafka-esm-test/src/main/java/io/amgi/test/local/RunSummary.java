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

package io.amgi.test.local;

import java.util.Locale;

import io.amgi.test.mapping.Batch;

/**
 * Counts what has happened in a run.
 */
final class RunSummary {

	private long batches;

	private long failedBatches;

	private long acked;

	private long nacks;

	private long givenUp;

	private long lost;

	private long dropped;

	private long unreadable;

	private long sent;

	private long filtered;

	private long firstAt;

	private long lastAt;

	void received(Batch batch) {
		if (this.batches++ == 0) {
			this.firstAt = System.nanoTime();
		}
		this.lastAt = System.nanoTime();
	}

	void batchFailed() {
		this.failedBatches++;
	}

	void acked() {
		this.acked++;
		this.lastAt = System.nanoTime();
	}

	void nacked() {
		this.nacks++;
	}

	void givenUp() {
		this.givenUp++;
		this.lastAt = System.nanoTime();
	}

	void lost() {
		this.lost++;
		this.lastAt = System.nanoTime();
	}

	void dropped() {
		this.dropped++;
		this.lastAt = System.nanoTime();
	}

	void unreadable() {
		this.unreadable++;
		this.lastAt = System.nanoTime();
	}

	void sent() {
		this.sent++;
	}

	void filtered() {
		this.filtered++;
	}

	private double perSecond() {
		double seconds = (this.lastAt - this.firstAt) / 1e9;
		return (seconds > 0) ? (this.acked + this.givenUp + this.lost + this.dropped) / seconds : 0;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT,
				"%d acked, %d given up, %d lost, %d filtered; %s; %s sent; %s, %d failed; %.0f records/s", this.acked,
				this.givenUp, this.lost + this.dropped + this.unreadable, this.filtered,
				count(this.nacks + this.dropped, "nack", "nacks"), count(this.sent, "message", "messages"),
				count(this.batches, "batch", "batches"), this.failedBatches, perSecond());
	}

	private static String count(long count, String one, String many) {
		return count + " " + ((count == 1) ? one : many);
	}

}
