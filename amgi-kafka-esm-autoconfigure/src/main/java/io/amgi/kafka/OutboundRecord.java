package io.amgi.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageSendEvent;

/**
 * What an AMGI message is to Kafka.
 */
final class OutboundRecord {

	private OutboundRecord() {
	}

	/**
	 * Makes a record of a message.
	 * @param event the message
	 * @return the record
	 * @throws IllegalArgumentException if Kafka's binding of the message is invalid
	 */
	static ProducerRecord<byte[], byte[]> of(MessageSendEvent event) {
		Map<String, @Nullable Object> binding = event.bindings().getOrDefault("kafka", Map.of());
		Number partition = get(binding, "partition", Number.class);
		Number timestamp = get(binding, "timestamp", Number.class);
		return new ProducerRecord<>(event.address(), (partition != null) ? partition.intValue() : null,
				(timestamp != null) ? timestamp.longValue() : null, get(binding, "key", byte[].class), event.payload(),
				headers(event));
	}

	private static <T> @Nullable T get(Map<String, @Nullable Object> binding, String name, Class<T> type) {
		Object value = binding.get(name);
		if (value != null && !type.isInstance(value)) {
			throw new IllegalArgumentException("Kafka's binding '%s' must be %s".formatted(name, type.getSimpleName()));
		}
		return type.cast(value);
	}

	private static List<Header> headers(MessageSendEvent event) {
		List<Header> headers = new ArrayList<>(event.headers().size());
		for (MessageHeader header : event.headers()) {
			headers.add(new RecordHeader(header.name(), header.value()));
		}
		return headers;
	}

}
