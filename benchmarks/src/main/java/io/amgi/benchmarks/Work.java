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

package io.amgi.benchmarks;

/**
 * The work of all handlers: so little that only the library is measured, but nothing that
 * the JIT compiler could remove.
 */
final class Work {

	private static long done;

	private Work() {
	}

	static void handle(byte[] key, byte[] value) {
		done += key[0] + value[value.length - 1];
	}

	static void handle(byte[] key, Order order) {
		done += key[0] + order.cents() + order.note().length();
	}

	static void handle(byte[] key, AvroOrder order) {
		done += key[0] + order.cents() + order.note().length();
	}

	static long done() {
		return done;
	}

}
