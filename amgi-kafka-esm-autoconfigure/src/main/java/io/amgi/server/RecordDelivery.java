package io.amgi.server;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.internal.LogText;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;

/**
 * A record on its way through the application. It is a failure until it is acknowledged.
 */
final class RecordDelivery {

	private static final String UNANSWERED = "Ack not received";

	private final InboundRecord record;

	private @Nullable String id;

	private State state = State.PENDING;

	private @Nullable RecordNack nack;

	RecordDelivery(InboundRecord record) {
		this.record = record;
		this.nack = nackOfDefect(record);
	}

	private static @Nullable RecordNack nackOfDefect(InboundRecord record) {
		String defect = record.defect();
		return (defect != null) ? RecordNack.of(record, defect, new UndecodableRecordException(defect)) : null;
	}

	InboundRecord record() {
		return this.record;
	}

	// Made when it is first asked for: most events have more records than are under way.
	String id() {
		String id = this.id;
		if (id == null) {
			id = this.record.id();
			this.id = id;
		}
		return id;
	}

	boolean isDefective() {
		return this.record.defect() != null;
	}

	boolean isReceived() {
		return this.state == State.RECEIVED;
	}

	boolean isAcked() {
		return this.state == State.ACKED;
	}

	boolean isDecided() {
		return this.state != State.PENDING && this.state != State.RECEIVED;
	}

	/**
	 * Returns why the record is a failure as things stand.
	 * @return the nack, or {@code null} if the record is acknowledged
	 */
	@Nullable RecordNack nack() {
		return (isAcked() || isGivenUp()) ? null : reason();
	}

	/**
	 * Returns what became of the record if it was given up.
	 * @return why it was, or {@code null} if it was not
	 */
	@Nullable RecordNack givenUp() {
		return isGivenUp() ? reason() : null;
	}

	private RecordNack reason() {
		return (this.nack != null) ? this.nack : RecordNack.of(this.record, UNANSWERED, null);
	}

	MessageReceiveEvent receive(boolean moreMessages) {
		this.state = State.RECEIVED;
		return new MessageReceiveEvent(id(), this.record.headers(), this.record.payload(), this.record.bindings(),
				moreMessages);
	}

	void ack() {
		assertReceived("message.ack");
		this.state = State.ACKED;
	}

	void nack(MessageNackEvent event) {
		assertReceived(event.type());
		fail(event);
	}

	/**
	 * Makes the record a failure whatever the application has said of it.
	 * @param event why it is one
	 */
	void fail(MessageNackEvent event) {
		this.state = State.NACKED;
		this.nack = RecordNack.of(this.record, event.message(), event.cause());
	}

	/**
	 * Makes the record a failure whatever the application has said of it.
	 * @param cause why it is one
	 */
	void fail(Throwable cause) {
		fail(MessageNackEvent.because(id(), cause));
	}

	/**
	 * Makes a record that cannot be delivered a failure for that.
	 */
	void failDefective() {
		this.state = State.NACKED;
	}

	/**
	 * Makes a failure what nobody has decided on: the record is lost unless it comes
	 * again.
	 * @param reason what has kept it from being given up
	 */
	void failToGiveUp(String reason) {
		RecordNack nack = reason();
		this.state = State.NACKED;
		this.nack = RecordNack.of(this.record, nack.message(),
				new NotCompletedException("Not published as a dead letter: " + reason, nack.cause()));
	}

	/**
	 * Makes a record that the application has not asked for a failure.
	 */
	void failUnreceived() {
		this.state = State.NACKED;
		this.nack = RecordNack.of(this.record, UNANSWERED, new NotCompletedException("Not received"));
	}

	/**
	 * Makes the record a handled one: it is published where the given up are.
	 */
	void giveUp() {
		this.state = State.GIVEN_UP;
	}

	private boolean isGivenUp() {
		return this.state == State.GIVEN_UP;
	}

	private void assertReceived(String type) {
		Assert.state(this.state == State.RECEIVED,
				() -> "'%s' sent for '%s' after '%s'".formatted(type, LogText.of(id()), this.state.type));
	}

	/**
	 * The states of a delivery: {@code PENDING -> RECEIVED -> ACKED | NACKED}. A failed
	 * send may still turn an ack into a nack; as a dead letter a nacked record is given
	 * up, {@code NACKED -> GIVEN_UP}.
	 */
	private enum State {

		PENDING("none"), RECEIVED("message.receive"), ACKED("message.ack"), NACKED("message.nack"),

		GIVEN_UP("message.nack");

		private final String type;

		State(String type) {
			this.type = type;
		}

	}

}
