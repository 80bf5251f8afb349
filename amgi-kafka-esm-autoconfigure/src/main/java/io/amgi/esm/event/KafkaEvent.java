package io.amgi.esm.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A decoded event.
 *
 * @param eventSource {@code aws:kafka} for MSK, otherwise {@code SelfManagedKafka} or
 * {@code aws:SelfManagedKafka}
 * @param eventSourceArn the ARN of the MSK cluster, absent for self-managed ones
 * @param bootstrapServers the brokers that the records come from, separated by commas
 * @param records the records in the order of the event
 */
public record KafkaEvent(@Nullable String eventSource, @Nullable String eventSourceArn,
		@Nullable String bootstrapServers, List<KafkaRecord> records) {

}
