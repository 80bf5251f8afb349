package io.amgi.kafka;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * An invocation whose response waits for what was sent while it ran.
 */
final class OpenInvocation {

	private final Set<CompletableFuture<Void>> sends = ConcurrentHashMap.newKeySet();

	private final LongSupplier remainingMillis;

	OpenInvocation(LongSupplier remainingMillis) {
		this.remainingMillis = remainingMillis;
	}

	void add(CompletableFuture<Void> send) {
		this.sends.add(send);
		send.thenRun(() -> this.sends.remove(send));
	}

	/**
	 * Waits for what is not confirmed.
	 * @throws UnconfirmedSendsException if something was not, or not in time
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void await() throws InterruptedException {
		CompletableFuture<Void> all = CompletableFuture.allOf(this.sends.toArray(CompletableFuture[]::new));
		try {
			// What is left is for the response.
			all.get(this.remainingMillis.getAsLong() / 8 * 7, TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			throw new UnconfirmedSendsException(ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new UnconfirmedSendsException(null);
		}
	}

}
