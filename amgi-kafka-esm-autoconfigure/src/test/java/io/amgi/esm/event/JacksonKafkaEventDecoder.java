package io.amgi.esm.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

import io.amgi.server.TopicPartition;

/**
 * The decoder by Jackson's parser that {@link KafkaEventDecoder} has to agree with.
 */
final class JacksonKafkaEventDecoder {

	/**
	 * Decodes an event.
	 * @param event the event's JSON in UTF-8
	 * @return the decoded event
	 * @throws InvalidKafkaEventException if this is no event of a Kafka mapping
	 */
	KafkaEvent decode(InputStream event) {
		try (JacksonEventParser parser = new JacksonEventParser(event.readAllBytes())) {
			return new Decoding(parser).decode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The decoding of one event.
	 */
	private static final class Decoding {

		private final JacksonEventParser parser;

		private final JacksonKafkaRecordDecoder recordDecoder;

		private final Map<TopicPartition, Set<Long>> offsets = new HashMap<>();

		private @Nullable String eventSource;

		private @Nullable String eventSourceArn;

		private @Nullable String bootstrapServers;

		private @Nullable List<KafkaRecord> records;

		Decoding(JacksonEventParser parser) {
			this.parser = parser;
			this.recordDecoder = new JacksonKafkaRecordDecoder(parser);
		}

		KafkaEvent decode() {
			this.parser.next();
			this.parser.expect(JsonToken.START_OBJECT, "a JSON object");
			for (String name = this.parser.nextMember(); name != null; name = this.parser.nextMember()) {
				decodeMember(name);
			}
			if (this.records == null) {
				throw this.parser.invalid("'records'");
			}
			this.parser.expectEnd();
			return new KafkaEvent(this.eventSource, this.eventSourceArn, this.bootstrapServers, this.records);
		}

		private void decodeMember(String name) {
			switch (name) {
				case "eventSource" -> this.eventSource = kafka(text("'eventSource' to be a string"));
				case "eventSourceArn" -> this.eventSourceArn = text("'eventSourceArn' to be a string");
				case "bootstrapServers" -> this.bootstrapServers = text("'bootstrapServers' to be a string");
				case "records" -> this.records = records();
				default -> this.parser.skipValue();
			}
		}

		private @Nullable String text(String expectation) {
			if (this.parser.at(JsonToken.VALUE_NULL)) {
				return null;
			}
			this.parser.expect(JsonToken.VALUE_STRING, expectation);
			return this.parser.text();
		}

		private @Nullable String kafka(@Nullable String eventSource) {
			if (eventSource != null && !eventSource.toLowerCase(Locale.ROOT).contains("kafka")) {
				throw this.parser.invalid("'eventSource' to be Kafka");
			}
			return eventSource;
		}

		private List<KafkaRecord> records() {
			if (this.records != null) {
				throw this.parser.invalid("'records' only once");
			}
			this.parser.expect(JsonToken.START_OBJECT, "'records' to be an object");
			List<KafkaRecord> records = new ArrayList<>();
			for (String key = this.parser.nextMember(); key != null; key = this.parser.nextMember()) {
				this.parser.expect(JsonToken.START_ARRAY, "an array of records");
				while (this.parser.nextElement()) {
					records.add(record(key));
				}
			}
			return records;
		}

		private KafkaRecord record(String recordsKey) {
			KafkaRecord record = this.recordDecoder.decode(recordsKey);
			if (!isNew(record)) {
				throw this.parser.invalid("no other record of the same topic, partition and offset");
			}
			return record;
		}

		private boolean isNew(KafkaRecord record) {
			TopicPartition topicPartition = record.topicPartition();
			return topicPartition == null
					|| this.offsets.computeIfAbsent(topicPartition, (key) -> new HashSet<>()).add(record.offset());
		}

	}

}
