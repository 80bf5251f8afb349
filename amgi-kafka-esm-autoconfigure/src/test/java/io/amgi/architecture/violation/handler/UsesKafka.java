package io.amgi.architecture.violation.handler;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A type of the application half that uses Kafka, which the rules must find.
 */
public class UsesKafka {

	public ConsumerRecord<?, ?> used;

}
