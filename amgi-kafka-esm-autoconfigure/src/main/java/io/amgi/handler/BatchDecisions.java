package io.amgi.handler;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.SendEvent;

/**
 * What a batch method has decided on its messages.
 */
final class BatchDecisions implements BatchAcknowledgement {

	private final List<ChannelMessage> messages;

	private final @Nullable SendEvent[] decisions;

	BatchDecisions(List<ChannelMessage> messages) {
		this.messages = messages;
		this.decisions = new @Nullable SendEvent[messages.size()];
	}

	@Override
	public synchronized void ack(int index) {
		decide(index, new MessageAckEvent(id(index)));
	}

	@Override
	public synchronized void nack(int index, Throwable cause) {
		decide(index, MessageNackEvent.because(id(index), cause));
	}

	private void decide(int index, SendEvent decision) {
		Assert.state(this.decisions[index] == null,
				() -> "Message %d of the batch is decided already".formatted(index));
		this.decisions[index] = decision;
	}

	private String id(int index) {
		return this.messages.get(Objects.checkIndex(index, this.decisions.length)).getEvent().id();
	}

	/**
	 * Acknowledges what is undecided.
	 */
	synchronized void ackRest() {
		for (int i = 0; i < this.decisions.length; i++) {
			if (this.decisions[i] == null) {
				ack(i);
			}
		}
	}

	/**
	 * Nacks what is undecided.
	 * @param cause why
	 */
	synchronized void nackRest(Throwable cause) {
		for (int i = 0; i < this.decisions.length; i++) {
			if (this.decisions[i] == null) {
				nack(i, cause);
			}
		}
	}

	/**
	 * Decides what is undecided up to the message that a method has failed at.
	 * @param index the index of the message
	 * @param cause why it failed
	 */
	synchronized void failAt(int index, Throwable cause) {
		for (int i = 0; i < index; i++) {
			if (this.decisions[i] == null) {
				ack(i);
			}
		}
		if (this.decisions[index] == null) {
			nack(index, cause);
		}
	}

	/**
	 * Returns what nothing is decided of.
	 * @return the indices of the messages
	 */
	synchronized List<Integer> undecided() {
		return IntStream.range(0, this.decisions.length).filter((i) -> this.decisions[i] == null).boxed().toList();
	}

	/**
	 * Returns what is to be told to the server.
	 * @param unsent what the batch could not send, or {@code null}
	 * @return a decision per decided message, in their order
	 */
	synchronized List<SendEvent> decisions(@Nullable Throwable unsent) {
		return IntStream.range(0, this.decisions.length)
			.mapToObj((i) -> decision(i, unsent))
			.filter(Objects::nonNull)
			.toList();
	}

	private @Nullable SendEvent decision(int index, @Nullable Throwable unsent) {
		SendEvent decision = this.decisions[index];
		if (decision instanceof MessageNackEvent nack) {
			return Completion.beside(unsent, nack);
		}
		return (unsent != null && decision != null) ? MessageNackEvent.because(id(index), unsent) : decision;
	}

}
