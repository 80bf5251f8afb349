package io.amgi.test;

import java.util.List;

import org.assertj.core.api.AssertProvider;
import org.jspecify.annotations.Nullable;

import io.amgi.esm.RecordNack;

/**
 * What became of a record. AssertJ's {@code assertThat} knows more of it:
 *
 * <pre class="code">
 * assertThat(client.send("orders", order)).isAcked().hasSent("invoices");
 * </pre>
 */
public final class RecordResult implements AssertProvider<RecordResultAssert> {

	private final RecordId id;

	private final @Nullable RecordNack nack;

	private final List<SentMessage> sent;

	RecordResult(RecordId id, @Nullable RecordNack nack, List<SentMessage> sent) {
		this.id = id;
		this.nack = nack;
		this.sent = sent;
	}

	/**
	 * Returns which record this is about.
	 * @return the record's id
	 */
	public RecordId id() {
		return this.id;
	}

	/**
	 * Returns whether the record was acknowledged.
	 * @return whether it was
	 */
	public boolean isAcked() {
		return this.nack == null;
	}

	/**
	 * Returns why the record was not acknowledged.
	 * @return the nack, or {@code null} if it was
	 */
	public @Nullable RecordNack nack() {
		return this.nack;
	}

	/**
	 * Returns what the record has sent. Messages of a batch method count for the last
	 * record of its batch, since nobody knows better.
	 * @return the messages that were confirmed, in their order
	 */
	public List<SentMessage> sent() {
		return this.sent;
	}

	/**
	 * Returns assertions; {@code assertThat(result)} calls this.
	 */
	@Override
	public RecordResultAssert assertThat() {
		return new RecordResultAssert(this);
	}

	@Override
	public String toString() {
		return (this.nack != null) ? "%s, nacked: %s".formatted(this.id, this.nack.message()) : this.id + ", acked";
	}

}
