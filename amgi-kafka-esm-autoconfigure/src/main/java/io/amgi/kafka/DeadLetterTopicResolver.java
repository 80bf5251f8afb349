package io.amgi.kafka;

import io.amgi.server.DeadLetter;

/**
 * Says where records go that are given up.
 */
@FunctionalInterface
public interface DeadLetterTopicResolver {

	/**
	 * Returns the topic for a record.
	 * @param letter the record
	 * @return the topic to publish it to
	 */
	String resolve(DeadLetter letter);

}
