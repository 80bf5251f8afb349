package io.amgi.esm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Runs what may block on threads of its own. On JDK 25 the asynchronous methods of
 * {@link CompletableFuture} use the common pool even where it has a single thread, as on
 * two cores: a task that waits for another one there waits for ever.
 */
public final class OwnThread {

	private static final Executor THREADS = (task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
	};

	private OwnThread() {
	}

	public static CompletableFuture<Void> runAsync(Runnable task) {
		return CompletableFuture.runAsync(task, THREADS);
	}

	public static <T> CompletableFuture<T> supplyAsync(Supplier<T> task) {
		return CompletableFuture.supplyAsync(task, THREADS);
	}

}
