package io.amgi.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.internal.LogText;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.protocol.Receive;
import io.amgi.protocol.ReceiveEvent;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * The server's side of one message scope: hands its records to the application one after
 * another, and takes down what becomes of them. Records may be acknowledged in any order
 * and on any thread, until the scope is closed. To receive is where the application is
 * held back and where it hears that there is nothing more for it to do.
 */
final class ScopeSession implements Receive, Send {

	private static final Log logger = LogFactory.getLog(ScopeSession.class);

	private final DeliveryQueue queue;

	private final BatchState batchState;

	private final MessageSend messageSend;

	private final SequentialPublisher publisher;

	private final Thread invoker = Thread.currentThread();

	private final ScopeSends sends = new ScopeSends();

	private State state = State.OPEN;

	private boolean failed;

	private boolean left;

	private boolean sealed;

	// The one that the application is called on.
	private volatile @Nullable Thread thread;

	/**
	 * Creates a session.
	 * @param deliveries the scope's records in their order, at least one
	 * @param batchState the state of the batch
	 * @param messageSend what the application's messages are sent by
	 * @param publisher publishes dead letters elsewhere
	 */
	ScopeSession(List<RecordDelivery> deliveries, BatchState batchState, MessageSend messageSend,
			SequentialPublisher publisher) {
		this.queue = new DeliveryQueue(deliveries);
		this.batchState = batchState;
		this.messageSend = messageSend;
		this.publisher = publisher;
	}

	/**
	 * Begins the session.
	 * @return whether there is a record for the application
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean begin() throws InterruptedException {
		this.thread = Thread.currentThread();
		proceed();
		synchronized (this) {
			return mayGoOn() && !this.queue.isEmpty();
		}
	}

	@Override
	public ReceiveEvent receive() throws InterruptedException {
		proceed();
		return deliver();
	}

	// Where a failure stops what is behind it, the turn of a record ends when all that
	// was sent in it is confirmed. What cannot be delivered fails in its place.
	private void proceed() throws InterruptedException {
		forgetInterrupt();
		do {
			endTurn();
		}
		while (passDefect());
	}

	// What a handler has left behind must not fail another record. Whoever cuts the
	// batchState short interrupts after that, and means it. The invoking thread is not
	// ours.
	private void forgetInterrupt() {
		if (Thread.currentThread() != this.invoker && Thread.interrupted() && this.batchState.isCut()) {
			Thread.currentThread().interrupt();
		}
	}

	private void endTurn() throws InterruptedException {
		if (this.batchState.stopsGroups() && !this.batchState.isCut()) {
			this.sends.await(Long.MAX_VALUE);
			revokeAcks();
			this.sends.await(Long.MAX_VALUE);
		}
	}

	private boolean passDefect() {
		RecordDelivery defective = takeDefect();
		if (defective != null) {
			giveUpOrFail(defective);
		}
		return defective != null;
	}

	private synchronized @Nullable RecordDelivery takeDefect() {
		if (!mayGoOn() || !this.queue.isAtDefect()) {
			return null;
		}
		RecordDelivery defective = this.queue.take();
		defective.failDefective();
		return defective;
	}

	// Not under the lock: to publish may take its time.
	private void giveUpOrFail(RecordDelivery delivery) {
		DeadLetters deadLetters = this.batchState.deadLetters();
		if (!deadLetters.accept(delivery)) {
			noteFailure();
		}
		else if (!deadLetters.goLast()) {
			TrackedSend publication = this.sends.add();
			publication.see();
			publication.whenComplete((published, failure) -> settle(delivery, failure));
			publish(publication, () -> deadLetters.publish(delivery, this.messageSend));
		}
	}

	private void publish(TrackedSend publication, Supplier<CompletableFuture<Void>> start) {
		if (Thread.currentThread() == this.thread) {
			publication.follow(start);
		}
		else {
			this.publisher.add(publication, start);
		}
	}

	private synchronized void settle(RecordDelivery delivery, @Nullable Throwable failure) {
		if (failure != null) {
			String reason = MessageNackEvent.because(delivery.id(), failure).message();
			logger.warn("Couldn't publish record %s as a dead letter: %s".formatted(LogText.of(delivery.id()),
					LogText.of(reason)));
			delivery.failToGiveUp(reason);
			noteFailure();
		}
		else if (!this.sealed) {
			delivery.giveUp();
		}
	}

	private synchronized MessageReceiveEvent deliver() throws InterruptedException {
		Assert.state(this.state == State.OPEN && !this.queue.isEmpty(),
				() -> "'message.receive' after the last message '%s' of the scope"
					.formatted(LogText.of(this.queue.lastId())));
		if (!this.batchState.isRunning()) {
			throw new InterruptedException(this.batchState.notAttempted().getMessage());
		}
		if (isStopped()) {
			throw this.batchState.behindFailure();
		}
		this.batchState.begin();
		RecordDelivery delivery = this.queue.take();
		return delivery.receive(this.queue.hasDeliverable(!this.batchState.passesDefects()));
	}

	private boolean mayGoOn() {
		return this.state == State.OPEN && this.batchState.isRunning() && !isStopped();
	}

	private boolean isStopped() {
		return this.failed && this.batchState.stopsGroups();
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
			List<RecordDelivery> refused = new ArrayList<>(1);
			decide(nack, nack.id(), (delivery) -> nack(delivery, nack, refused));
			refused.forEach(this::giveUpOrFail);
		}
		else {
			throw new IllegalStateException("'%s' sent in a message scope".formatted(event.type()));
		}
		return CompletableFuture.completedFuture(null);
	}

	private synchronized void decide(SendEvent event, String id, Consumer<RecordDelivery> decision) {
		if (this.state == State.OPEN) {
			RecordDelivery delivery = this.queue.find(id);
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

	private void nack(RecordDelivery delivery, MessageNackEvent nack, List<RecordDelivery> refused) {
		delivery.nack(nack);
		if (this.batchState.isCut() && !(nack.cause() instanceof NotCompletedException)) {
			cut(delivery);
			return;
		}
		this.batchState.failureLog().log(nack.id(), nack.cause());
		refused.add(delivery);
	}

	private synchronized void noteFailure() {
		this.failed = true;
		this.batchState.fail();
	}

	private CompletableFuture<Void> sendMessage(MessageSendEvent message) {
		TrackedSend send;
		synchronized (this) {
			if (this.state != State.OPEN) {
				return CompletableFuture.failedFuture(new IllegalStateException(
						"'message.send' to '%s' after the end of its scope".formatted(LogText.of(message.address()))));
			}
			send = this.sends.add();
		}
		send.send(message, this.messageSend);
		return send;
	}

	/**
	 * Ends the last record's turn.
	 * @throws InterruptedException if the thread is interrupted
	 */
	void end() throws InterruptedException {
		proceed();
	}

	/**
	 * Takes down that the application has left the scope. If nothing is under way any
	 * more, that is the end of the session.
	 * @param failure what the application failed with, which nacks what it has left
	 * undecided, or {@code null}
	 */
	void leave(@Nullable Throwable failure) {
		List<RecordDelivery> refused = new ArrayList<>(0);
		synchronized (this) {
			this.left = true;
			if (failure != null && this.state == State.OPEN && !this.batchState.isCut()) {
				fail(this.batchState.isRunning() ? failure : this.batchState.notAttempted(), refused);
				this.failed = true;
			}
		}
		refused.forEach(this::giveUpOrFail);
		if (this.sends.areSettled()) {
			close();
		}
		this.thread = null;
	}

	// Behind a failure that stops the group nothing was attempted, whatever the
	// application says as it leaves.
	private void fail(Throwable failure, List<RecordDelivery> refused) {
		boolean first = mayGoOn();
		for (RecordDelivery delivery : this.queue.all()) {
			if (delivery.isReceived() || !delivery.isDecided() && first) {
				fail(delivery, failure);
				refused.add(delivery);
				first &= !this.batchState.stopsGroups();
			}
		}
		this.batchState.failureLog().log(this.queue.firstId(), failure);
	}

	private static void fail(RecordDelivery delivery, Throwable failure) {
		if (delivery.isDefective()) {
			delivery.failDefective();
		}
		else {
			delivery.fail(failure);
		}
	}

	/**
	 * Waits until all that was sent is confirmed.
	 * @param deadline the invocation's deadline
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void settle(Deadline deadline) throws InterruptedException {
		this.sends.await(deadline.nanosToClose());
	}

	// Returns whether something that was sent is still under way.
	boolean isSending() {
		return !this.sends.areSettled();
	}

	/**
	 * Ends the session, which makes what is undecided a failure. A message that was not
	 * confirmed, and whose failure the application has not seen, turns acks into nacks.
	 * After that only dead letters may settle, until the session is sealed.
	 */
	void close() {
		this.sends.expire();
		List<RecordDelivery> refused = new ArrayList<>(0);
		synchronized (this) {
			if (this.state == State.OPEN) {
				revokeAcks(this.sends.lastUnseenFailure(), refused);
				this.queue.all().forEach((delivery) -> failUndecided(delivery, refused));
				this.state = State.CLOSED;
			}
		}
		refused.forEach(this::giveUpOrFail);
	}

	/**
	 * Ends what is left of the session: a dead letter that is not confirmed is none.
	 */
	void seal() {
		this.sends.expire();
		synchronized (this) {
			this.sealed = true;
		}
	}

	private void revokeAcks() {
		List<RecordDelivery> refused = new ArrayList<>(0);
		synchronized (this) {
			if (this.state == State.OPEN) {
				revokeAcks(this.sends.unseenFailure(), refused);
			}
		}
		refused.forEach(this::giveUpOrFail);
	}

	private void revokeAcks(@Nullable Throwable failure, List<RecordDelivery> refused) {
		if (failure == null) {
			return;
		}
		List<RecordDelivery> acked = this.queue.all().stream().filter(RecordDelivery::isAcked).toList();
		acked.forEach((delivery) -> delivery.fail(failure));
		if (!acked.isEmpty()) {
			refused.addAll(acked);
			this.batchState.failureLog().log(this.queue.firstId(), failure);
		}
	}

	private void failUndecided(RecordDelivery delivery, List<RecordDelivery> refused) {
		if (delivery.isReceived()) {
			failUnanswered(delivery, refused);
		}
		else if (!delivery.isDecided()) {
			failUnreceived(delivery, refused);
		}
	}

	private void failUnanswered(RecordDelivery delivery, List<RecordDelivery> refused) {
		if (!this.left || this.batchState.isCut()) {
			cut(delivery);
		}
		else {
			refused.add(delivery);
		}
	}

	private void failUnreceived(RecordDelivery delivery, List<RecordDelivery> refused) {
		if (isStopped()) {
			delivery.fail(this.batchState.behindFailure());
		}
		else if (!this.left || !this.batchState.isRunning()) {
			delivery.fail(this.batchState.notAttempted());
		}
		else if (delivery.isDefective()) {
			delivery.failDefective();
			refused.add(delivery);
		}
		else {
			delivery.failUnreceived();
		}
	}

	private static void cut(RecordDelivery delivery) {
		delivery.fail(new NotCompletedException("Not finished before the deadline"));
	}

	/**
	 * Ends a session that could not begin.
	 * @param reason why it could not
	 */
	synchronized void abandon(NotCompletedException reason) {
		if (this.state == State.OPEN) {
			this.queue.all().forEach((delivery) -> delivery.fail(reason));
			this.state = State.CLOSED;
		}
	}

	/**
	 * The states of a session. After its end, events are ignored, the first one with a
	 * warning.
	 */
	private enum State {

		OPEN, CLOSED, MUTED

	}

}
