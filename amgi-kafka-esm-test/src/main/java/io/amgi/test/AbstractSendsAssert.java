package io.amgi.test;

import java.util.List;

import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on something that has sent messages.
 *
 * @param <S> the type of the assertions
 * @param <A> the type of what they are on
 */
public abstract sealed class AbstractSendsAssert<S extends AbstractSendsAssert<S, A>, A> extends AbstractAssert<S, A>
		permits RecordResultAssert, BatchResultAssert {

	AbstractSendsAssert(A actual, Class<S> type) {
		super(actual, type);
	}

	abstract List<SentMessage> sent();

	/**
	 * Verifies that a message was sent to an address, and goes on with it.
	 * @param address the address
	 * @return assertions on the messages that were sent there
	 */
	public SentMessagesAssert<S> hasSent(String address) {
		List<SentMessage> messages = sentTo(address);
		if (messages.isEmpty()) {
			throw failure("Expecting %s%nto have sent a message to '%s' but it has sent %s", this.actual, address,
					(sent().isEmpty()) ? "nothing" : sent());
		}
		return new SentMessagesAssert<>(messages, this.myself);
	}

	/**
	 * Verifies that no message was sent.
	 * @return these assertions
	 */
	public S hasSentNothing() {
		return assertNothing(sent(), "have sent nothing");
	}

	/**
	 * Verifies that no message was sent to an address.
	 * @param address the address
	 * @return these assertions
	 */
	public S hasSentNothingTo(String address) {
		return assertNothing(sentTo(address), "have sent nothing to '%s'".formatted(address));
	}

	private S assertNothing(List<SentMessage> messages, String expectation) {
		if (!messages.isEmpty()) {
			throw failure("Expecting %s%nto %s but it has sent %s", this.actual, expectation, messages);
		}
		return this.myself;
	}

	private List<SentMessage> sentTo(String address) {
		return sent().stream().filter((message) -> message.address().equals(address)).toList();
	}

}
