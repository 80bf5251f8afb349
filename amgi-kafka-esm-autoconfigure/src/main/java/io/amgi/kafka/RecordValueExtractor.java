package io.amgi.kafka;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes constraints on a record's value known to Bean Validation, as in
 * {@code ConsumerRecord<String, @Valid Order>}.
 */
public final class RecordValueExtractor implements ValueExtractor<ConsumerRecord<?, @ExtractedValue ?>> {

	@Override
	public void extractValues(ConsumerRecord<?, ?> record, ValueReceiver receiver) {
		receiver.value("value", record.value());
	}

}
