package io.amgi.esm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotAttemptedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.ReceiveEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * The server's side of one message scope: hands its records to the application one after
 * another, and takes down what becomes of them. Records may be acknowledged in any order
 * and on any thread, until the scope is closed.
 */
final class MessageDialogue implements Receive, Send {

	private static final Log logger = LogFactory.getLog(MessageDialogue.class);

	private final List<RecordDelivery> deliveries;

	private final MessageSend messageSend;

	private final FailureLog failureLog;

	private final Map<String, RecordDelivery> received = new HashMap<>();

	private final List<TrackedSend> sends = new ArrayList<>();

	private State state = State.OPEN;

	/**
	 * Creates a dialogue.
	 * @param deliveries the scope's records in their order, at least one
	 * @param messageSend what the application's messages are sent by
	 * @param failureLog where causes of nacks are logged
	 */
	MessageDialogue(List<RecordDelivery> deliveries, MessageSend messageSend, FailureLog failureLog) {
		this.deliveries = deliveries;
		this.messageSend = messageSend;
		this.failureLog = failureLog;
	}

	@Override
	public synchronized ReceiveEvent receive() {
		int index = this.received.size();
		int last = this.deliveries.size() - 1;
		Assert.state(this.state == State.OPEN && index <= last,
				() -> "'message.receive' after the last message '%s' of the scope"
					.formatted(LogText.of(this.deliveries.get(last).id())));
		RecordDelivery delivery = this.deliveries.get(index);
		this.received.put(delivery.id(), delivery);
		return delivery.receive(index < last);
	}

	@Override
	public CompletableFuture<Void> send(SendEvent event) {
		if (event instanceof MessageSendEvent message) {
			return sendMessage(message);
		}
		if (event instanceof MessageAckEvent ack) {
			decide(ack, ack.id(), RecordDelivery::ack);
		}
		else if (event instanceof MessageNackEvent nack) {
			decide(nack, nack.id(), (delivery) -> nack(delivery, nack));
		}
		else {
			throw new IllegalStateException("'%s' sent in a message scope".formatted(event.type()));
		}
		return CompletableFuture.completedFuture(null);
	}

	private synchronized void decide(SendEvent event, String id, Consumer<RecordDelivery> decision) {
		if (this.state == State.OPEN) {
			RecordDelivery delivery = this.received.get(id);
			Assert.state(delivery != null,
					() -> "'%s' sent for '%s', which was not received".formatted(event.type(), LogText.of(id)));
			decision.accept(delivery);
		}
		else if (this.state == State.CLOSED) {
			logger.warn("Ignored '%s' sent for '%s' after the end of its scope, as will be any further one"
				.formatted(event.type(), LogText.of(id)));
			this.state = State.MUTED;
		}
	}

	private void nack(RecordDelivery delivery, MessageNackEvent nack) {
		delivery.nack(nack);
		this.failureLog.log(nack.id(), nack.cause());
	}

	private CompletableFuture<Void> sendMessage(MessageSendEvent message) {
		TrackedSend send = new TrackedSend();
		synchronized (this) {
			if (this.state != State.OPEN) {
				return CompletableFuture.failedFuture(new IllegalStateException(
						"'message.send' to '%s' after the end of its scope".formatted(LogText.of(message.address()))));
			}
			this.sends.add(send);
		}
		send.send(message, this.messageSend);
		return send;
	}

	/**
	 * Ends the dialogue because the application has failed, which nacks what it has left
	 * undecided.
	 * @param failure what the application failed with
	 */
	synchronized void fail(Throwable failure) {
		this.deliveries.stream()
			.filter((delivery) -> !delivery.isDecided())
			.forEach((delivery) -> delivery.fail(MessageNackEvent.because(delivery.id(), failure)));
		this.failureLog.log(this.deliveries.get(0).id(), failure);
	}

	/**
	 * Ends the dialogue. All that was sent is waited for; a message that was not
	 * confirmed, and whose failure the application has not seen, turns acks into nacks.
	 * @param deadline how long to wait
	 */
	void close(Deadline deadline) {
		List<TrackedSend> sends = end();
		await(sends, deadline);
		sends.stream().map(TrackedSend::unseenFailure).filter(Objects::nonNull).findFirst().ifPresent(this::revokeAcks);
	}

	private synchronized List<TrackedSend> end() {
		this.state = State.CLOSED;
		return this.sends;
	}

	private void await(List<TrackedSend> sends, Deadline deadline) {
		try {
			CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
				.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
		}
		catch (ExecutionException ex) {
			// Each send is asked on its own.
		}
		catch (TimeoutException | InterruptedException ex) {
			NotAttemptedException failure = new NotAttemptedException(
					"A message was not confirmed in time, may still arrive");
			sends.forEach((send) -> send.completeExceptionally(failure));
		}
	}

	private synchronized void revokeAcks(Throwable failure) {
		this.deliveries.stream()
			.filter((delivery) -> delivery.nack() == null)
			.forEach((delivery) -> delivery.fail(MessageNackEvent.because(delivery.id(), failure)));
		this.failureLog.log(this.deliveries.get(0).id(), failure);
	}

	/**
	 * The states of a dialogue. After its end, events are ignored, the first one with a
	 * warning.
	 */
	private enum State {

		OPEN, CLOSED, MUTED

	}

}
