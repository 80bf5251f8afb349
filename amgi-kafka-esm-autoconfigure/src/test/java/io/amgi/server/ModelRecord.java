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

import java.util.List;
import java.util.Random;

import io.amgi.esm.EventJson;

/**
 * A record of a random event, and what its handler does.
 */
record ModelRecord(int partition, long offset, String key, Defect defect, Behaviour behaviour) {

	static ModelRecord random(Random random, long offset, int partitions, int keys) {
		String key = (random.nextInt(8) == 0) ? null : "k" + random.nextInt(keys);
		Defect defect = (random.nextInt(30) == 0) ? Defect.values()[1 + random.nextInt(2)] : Defect.NONE;
		return new ModelRecord(random.nextInt(partitions), offset, (defect != Defect.KEY) ? key : null, defect,
				Behaviour.random(random));
	}

	String id() {
		return "orders:" + this.partition + ":" + this.offset;
	}

	Object group(Ordering ordering) {
		return switch (ordering) {
			case PARTITION -> this.partition;
			case KEY -> List.of(this.partition, String.valueOf(this.key));
			case UNORDERED -> id();
		};
	}

	/**
	 * Message of the record's failure, or {@code null}.
	 */
	String failure() {
		return switch (this.defect) {
			case KEY -> "Couldn't decode record: expected 'key' to be base64";
			case VALUE -> "Couldn't decode record: expected 'value' to be base64";
			case NONE -> this.behaviour.failure;
		};
	}

	boolean isDeliverable() {
		return this.defect == Defect.NONE;
	}

	boolean failsFatally() {
		return this.defect != Defect.NONE || this.behaviour == Behaviour.FATAL;
	}

	/**
	 * Whether the record fails although nobody decides against it.
	 */
	boolean failsUndecided() {
		return this.defect == Defect.NONE
				&& (this.behaviour == Behaviour.FAILED_SEND || this.behaviour == Behaviour.LINKAGE);
	}

	void addTo(EventJson event) {
		event.record("orders", this.partition, this.offset).value(this.behaviour.name());
		if (this.key != null) {
			event.key(this.key);
		}
		switch (this.defect) {
			case KEY -> event.recordWith("key", "***");
			case VALUE -> event.recordWith("value", "***");
			case NONE -> {
			}
		}
	}

	enum Defect {

		NONE, KEY, VALUE

	}

	enum Behaviour {

		ACK(null), SLOW(null), ASYNC(null), SEND(null), NACK("nacked"), FATAL("fatal"), THROW("thrown"),
		FAILED_SEND("not sent"), CHECKED("checked"), ASSERTION("false"), OVERFLOW("overflow"), LINKAGE("linkage"),
		FAILED_LATER("later");

		private final String failure;

		Behaviour(String failure) {
			this.failure = failure;
		}

		String failure() {
			return this.failure;
		}

		// Failures are rare, so that they leave enough records to be stopped.
		static Behaviour random(Random random) {
			return (random.nextInt(12) == 0) ? values()[4 + random.nextInt(values().length - 4)]
					: values()[random.nextInt(4)];
		}

	}

}
