package io.amgi.protocol;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A header of a message.
 *
 * @param name the name, which other headers of the message may have too
 * @param value the value, not to be modified, or {@code null}
 */
public record MessageHeader(String name, byte @Nullable [] value) {

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof MessageHeader that && this.name.equals(that.name)
				&& Arrays.equals(this.value, that.value);
	}

	@Override
	public int hashCode() {
		return 31 * this.name.hashCode() + Arrays.hashCode(this.value);
	}

	/**
	 * Describes the header without its value, which is not for logs.
	 */
	@Override
	public String toString() {
		return "MessageHeader[name=" + this.name + ", value=" + Bytes.describe(this.value) + "]";
	}

}
