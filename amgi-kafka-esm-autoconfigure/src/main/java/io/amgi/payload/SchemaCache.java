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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.protocol.NotCompletedException;

/**
 * Caches the results of registries. The first thread that misses a key looks it up, and
 * others wait for the result. A lookup without a result is repeated once, since
 * registries have replicas, and then cached for a while. The lock guards only the map.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
final class SchemaCache<K, V> {

	static final Duration RETRY_DELAY = Duration.ofMillis(200);

	static final Duration FAILURE_RETENTION = Duration.ofSeconds(10);

	private static final int CAPACITY = 1_000;

	private final Map<K, Cached<V>> entries = new LinkedHashMap<>(16, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, Cached<V>> eldest) {
			return size() > CAPACITY;
		}

	};

	private final LongSupplier nanoTime;

	SchemaCache() {
		this(System::nanoTime);
	}

	SchemaCache(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Returns a value.
	 * @param key the key
	 * @param lookups the lookups of the batch, or {@code null} if they are not counted
	 * @param lookup finds the value, or {@code null} if there is none
	 * @param unknown the message for a key without value
	 * @return the value
	 * @throws NotCompletedException if the value is not known now
	 * @throws ChannelArgumentException if there is no value, or none that can be used
	 */
	V get(K key, @Nullable SchemaLookups lookups, Supplier<@Nullable V> lookup, Supplier<String> unknown) {
		Cached<V> entry = known(key);
		if (entry == null) {
			Cached<V> own = new Cached<>(new CompletableFuture<>());
			entry = claim(key, own, lookups);
			if (entry == own) {
				fill(key, own, lookups, lookup, unknown);
			}
		}
		return await(entry);
	}

	private @Nullable Cached<V> known(K key) {
		synchronized (this.entries) {
			Cached<V> entry = this.entries.get(key);
			return (entry != null && !entry.isExpired(this.nanoTime.getAsLong())) ? entry : null;
		}
	}

	private Cached<V> claim(K key, Cached<V> own, @Nullable SchemaLookups lookups) {
		synchronized (this.entries) {
			Cached<V> entry = known(key);
			if (entry == null) {
				if (lookups != null) {
					lookups.begin();
				}
				this.entries.put(key, own);
			}
			return (entry != null) ? entry : own;
		}
	}

	private void fill(K key, Cached<V> entry, @Nullable SchemaLookups lookups, Supplier<@Nullable V> lookup,
			Supplier<String> unknown) {
		try {
			entry.value.complete(find(lookup, unknown));
		}
		catch (ChannelArgumentException ex) {
			entry.expireAt(this.nanoTime.getAsLong() + FAILURE_RETENTION.toNanos());
			entry.value.completeExceptionally(ex);
		}
		catch (Throwable ex) {
			forget(key, entry);
			if (lookups != null && ex instanceof NotCompletedException) {
				lookups.end();
			}
			entry.value.completeExceptionally(ex);
		}
	}

	private void forget(K key, Cached<V> entry) {
		synchronized (this.entries) {
			this.entries.remove(key, entry);
		}
	}

	private V find(Supplier<@Nullable V> lookup, Supplier<String> unknown) throws InterruptedException {
		V value = lookup.get();
		if (value == null) {
			Thread.sleep(RETRY_DELAY.toMillis());
			value = lookup.get();
		}
		if (value == null) {
			throw new ChannelArgumentException(unknown.get());
		}
		return value;
	}

	// Throws a new exception, because the failure occurred in another thread.
	private V await(Cached<V> entry) {
		try {
			return entry.value.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NotCompletedException("Not completed: interrupted while a schema was looked up");
		}
		catch (ExecutionException ex) {
			throw rethrow(ex.getCause());
		}
	}

	private static RuntimeException rethrow(@Nullable Throwable failure) {
		if (failure instanceof ChannelArgumentException) {
			return new ChannelArgumentException(String.valueOf(failure.getMessage()));
		}
		if (failure instanceof InterruptedException) {
			Thread.currentThread().interrupt();
			return new NotCompletedException("Not completed: interrupted while a schema was looked up");
		}
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof NotCompletedException exception) ? exception
				: new NotCompletedException("Not completed: the lookup of a schema failed", failure);
	}

	/**
	 * A value, or its failure for a while.
	 *
	 * @param <V> the type of the value
	 */
	private static final class Cached<V> {

		final CompletableFuture<V> value;

		private volatile @Nullable Long expiry;

		Cached(CompletableFuture<V> value) {
			this.value = value;
		}

		void expireAt(long nanoTime) {
			this.expiry = nanoTime;
		}

		boolean isExpired(long now) {
			Long expiry = this.expiry;
			return expiry != null && now - expiry >= 0;
		}

	}

}
