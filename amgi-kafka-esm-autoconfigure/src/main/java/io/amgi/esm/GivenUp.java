package io.amgi.esm;

import org.jspecify.annotations.Nullable;

/**
 * A record that became a dead letter.
 *
 * @param nack why it was given up
 * @param address where its dead letter was sent, {@code null} if it was published in
 * another way than the invocation's messages are
 */
public record GivenUp(RecordNack nack, @Nullable String address) {

}
