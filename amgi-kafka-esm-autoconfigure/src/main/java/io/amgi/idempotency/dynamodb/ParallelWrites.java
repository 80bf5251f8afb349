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

package io.amgi.idempotency.dynamodb;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Writes of one item each, many at once, within one time-out. Those that are throttled
 * are repeated until then.
 */
final class ParallelWrites implements AutoCloseable {

	private static final int THREADS = 16;

	private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

	private final ThreadPoolExecutor executor = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), (work) -> {
				Thread thread = new Thread(work, "amgi-idempotency-dynamodb");
				thread.setDaemon(true);
				return thread;
			});

	ParallelWrites() {
		this.executor.allowCoreThreadTimeOut(true);
	}

	/**
	 * Executes a write for each item.
	 * @param <K> the type of keys
	 * @param <T> the type of results
	 * @param keys the keys of the items
	 * @param timeout the time that all of it may take
	 * @param write the write
	 * @param results takes the results on the caller's thread, in the order of the keys
	 * @throws ApiCallTimeoutException if it takes longer
	 */
	<K, T> void execute(Collection<K> keys, Duration timeout, Write<K, T> write, BiConsumer<K, T> results) {
		Set<K> distinct = new LinkedHashSet<>(keys);
		Attempts attempts = new Attempts(System.nanoTime() + timeout.toNanos());
		List<Callable<T>> calls = new ArrayList<>(distinct.size());
		distinct.forEach((key) -> calls.add(() -> attempts.execute((left) -> write.execute(key, left))));
		try {
			Iterator<Future<T>> futures = this.executor.invokeAll(calls, timeout.toNanos(), TimeUnit.NANOSECONDS)
				.iterator();
			for (K key : distinct) {
				results.accept(key, futures.next().get());
			}
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException failure) ? failure : new IllegalStateException(ex);
		}
		catch (CancellationException ex) {
			throw Attempts.timedOut();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw AbortedException.create("Interrupted", ex);
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

	/**
	 * A write.
	 *
	 * @param <K> the type of the key
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Write<K, T> {

		T execute(K key, Duration timeout);

	}

	/**
	 * The attempts of writes until a time. Once one has failed, the others are not
	 * attempted.
	 */
	private static final class Attempts {

		private final long deadline;

		private volatile @Nullable RuntimeException failure;

		Attempts(long deadline) {
			this.deadline = deadline;
		}

		<T> T execute(Attempt<T> attempt) throws InterruptedException {
			Duration pause = FIRST_PAUSE;
			while (true) {
				try {
					return attempt.execute(left());
				}
				catch (SdkServiceException ex) {
					if (!ex.isThrottlingException()) {
						throw fail(ex);
					}
				}
				catch (RuntimeException ex) {
					throw fail(ex);
				}
				pause = pause(pause);
			}
		}

		private Duration left() {
			long left = this.deadline - System.nanoTime();
			if (left <= 0) {
				throw timedOut();
			}
			RuntimeException failure = this.failure;
			if (failure != null) {
				throw failure;
			}
			return Duration.ofNanos(left);
		}

		private RuntimeException fail(RuntimeException failure) {
			this.failure = failure;
			return failure;
		}

		private static Duration pause(Duration pause) throws InterruptedException {
			TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(pause.toNanos()) + 1);
			Duration next = pause.multipliedBy(2);
			return (next.compareTo(LONGEST_PAUSE) < 0) ? next : LONGEST_PAUSE;
		}

		static ApiCallTimeoutException timedOut() {
			return ApiCallTimeoutException.create("No time is left for the idempotency store", null);
		}

	}

	/**
	 * An attempt.
	 *
	 * @param <T> the type of the result
	 */
	private interface Attempt<T> {

		T execute(Duration left);

	}

}
