package io.amgi.kafka;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Makes constraints on the keys of several records known to Bean Validation.
 */
public final class RecordsKeyExtractor implements ValueExtractor<ConsumerRecords<@ExtractedValue ?, ?>> {

	@Override
	public void extractValues(ConsumerRecords<?, ?> records, ValueReceiver receiver) {
		for (ConsumerRecord<?, ?> record : records) {
			receiver.iterableValue("key", record.key());
		}
	}

}
