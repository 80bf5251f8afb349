package io.amgi.esm;

import org.jspecify.annotations.Nullable;

import io.amgi.esm.event.KafkaEvent;

/**
 * What an event says of itself, beside its records.
 *
 * @param eventSource {@code aws:kafka} for MSK, otherwise {@code SelfManagedKafka} or
 * {@code aws:SelfManagedKafka}
 * @param eventSourceArn the ARN of the MSK cluster, absent for self-managed ones
 * @param bootstrapServers the brokers that the records come from, separated by commas
 * @param records how many records there are
 */
public record EventMetadata(@Nullable String eventSource, @Nullable String eventSourceArn,
		@Nullable String bootstrapServers, int records) {

	static EventMetadata of(KafkaEvent event) {
		return new EventMetadata(event.eventSource(), event.eventSourceArn(), event.bootstrapServers(),
				event.records().size());
	}

}
