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

package io.amgi.payload;

import java.io.Closeable;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Instances of a (de)serializer, each used by one thread at a time unless it is known to
 * be safe. Those of Kafka for simple types are.
 *
 * @param <S> the type of the (de)serializer
 */
final class SerializerPool<S extends Closeable> implements AutoCloseable {

	private final Deque<S> idle = new ConcurrentLinkedDeque<>();

	private final Supplier<S> factory;

	private final S first;

	private final boolean shared;

	SerializerPool(Supplier<S> factory) {
		this.factory = factory;
		this.first = factory.get();
		this.shared = this.first.getClass()
			.getName()
			.matches(
					"org\\.apache\\.kafka\\.common\\.serialization\\.(Boolean|Byte|Double|Float|Integer|Long|Short|String|UUID|Void)\\w*");
		this.idle.add(this.first);
	}

	Class<?> type() {
		return this.first.getClass();
	}

	<R> R use(Function<S, R> call) {
		if (this.shared) {
			return call.apply(this.first);
		}
		S polled = this.idle.poll();
		S instance = (polled != null) ? polled : this.factory.get();
		try {
			return call.apply(instance);
		}
		finally {
			this.idle.push(instance);
		}
	}

	@Override
	public void close() throws Exception {
		for (S instance = this.idle.poll(); instance != null; instance = this.idle.poll()) {
			instance.close();
		}
	}

}
