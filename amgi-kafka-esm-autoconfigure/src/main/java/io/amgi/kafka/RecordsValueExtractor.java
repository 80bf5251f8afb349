package io.amgi.kafka;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Makes constraints on the values of several records known to Bean Validation.
 */
public final class RecordsValueExtractor implements ValueExtractor<ConsumerRecords<?, @ExtractedValue ?>> {

	@Override
	public void extractValues(ConsumerRecords<?, ?> records, ValueReceiver receiver) {
		for (ConsumerRecord<?, ?> record : records) {
			receiver.iterableValue("value", record.value());
		}
	}

}
