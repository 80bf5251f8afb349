package io.amgi.kafka;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The sends of one invocation that its response waits for.
 */
final class InFlightSends {

	private final Set<CompletableFuture<Void>> sends = ConcurrentHashMap.newKeySet();

	private final LongSupplier remainingMillis;

	InFlightSends(LongSupplier remainingMillis) {
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
