package io.amgi.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.Confirmation;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;

/**
 * The confirmation of a {@code message.send} that its scope waits for.
 */
final class TrackedSend extends Confirmation implements Consumer<@Nullable Throwable> {

	private final Runnable settled;

	/**
	 * Creates a send that is under way.
	 * @param settled called once, when the send is confirmed or has failed
	 */
	TrackedSend(Runnable settled) {
		this.settled = settled;
	}

	/**
	 * Sends the message and settles with its confirmation.
	 * @param message the message
	 * @param messageSend what to send by
	 */
	void send(MessageSendEvent message, MessageSend messageSend) {
		try {
			messageSend.send(message, this);
		}
		catch (RuntimeException ex) {
			settle(ex);
		}
		catch (Error ex) {
			settle(ex);
			throw ex;
		}
	}

	// Settles as what is started does.
	void follow(Supplier<CompletableFuture<Void>> start) {
		try {
			start.get().whenComplete((confirmed, failure) -> settle(failure));
		}
		catch (RuntimeException ex) {
			settle(ex);
		}
		catch (Error ex) {
			settle(ex);
			throw ex;
		}
	}

	// Whoever waits for what is done does not give up any more.
	boolean isSeenForGood() {
		return isDone() && isSeen();
	}

	@Override
	public void accept(@Nullable Throwable failure) {
		settle(failure);
	}

	// All that depends on the message has run when the scope hears of it.
	@Override
	protected boolean settle(@Nullable Throwable failure) {
		boolean first = super.settle(failure);
		if (first) {
			this.settled.run();
		}
		return first;
	}

	void expire(Throwable cause) {
		settle(cause);
	}

}
