package io.amgi.kafka;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes constraints on a record's key known to Bean Validation, as in
 * {@code ConsumerRecord<@NotBlank String, Order>}.
 */
public final class RecordKeyExtractor implements ValueExtractor<ConsumerRecord<@ExtractedValue ?, ?>> {

	@Override
	public void extractValues(ConsumerRecord<?, ?> record, ValueReceiver receiver) {
		receiver.value("key", record.key());
	}

}
