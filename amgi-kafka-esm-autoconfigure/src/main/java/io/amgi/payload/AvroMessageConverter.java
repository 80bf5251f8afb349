/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.ClassUtils;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.PayloadMessage;
import io.amgi.sender.OutboundConversionException;
import io.amgi.sender.OutboundHeaders;

/**
 * Converts Avro's records: specific ones by the schema of their class, resolved against
 * the one that they were written with, and generic ones as they were written.
 */
public final class AvroMessageConverter implements MessageConverter {

	private final Map<Schema, SchemaDefinition> definitions = new ConcurrentHashMap<>();

	private final WriterSchemas schemas;

	private final EventRecords eventRecords;

	/**
	 * Creates a converter.
	 * @param schemas the writers' schemas
	 * @param eventRecords the way in which mappings deliver records
	 */
	public AvroMessageConverter(WriterSchemas schemas, EventRecords eventRecords) {
		this.schemas = schemas;
		this.eventRecords = eventRecords;
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		if (!IndexedRecord.class.isAssignableFrom(targetClass) || !(message instanceof PayloadMessage payload)) {
			return null;
		}
		PayloadFrame frame = this.eventRecords.frame(payload, SchemaFormat.AVRO, targetClass);
		AvroWriterSchema schema = this.schemas.get(frame.requiredId(), SchemaFormat.AVRO, payload.scope(),
				AvroWriterSchema.class, AvroWriterSchema::parse);
		return read(frame, schema, targetClass);
	}

	private static Object read(PayloadFrame frame, AvroWriterSchema schema, Class<?> target) {
		try {
			BinaryDecoder decoder = DecoderFactory.get()
				.binaryDecoder(frame.bytes(), frame.offset(), frame.length(), null);
			Object value = schema.reader(target).read(null, new BoundedDecoder(decoder, frame.length()));
			if (!decoder.isEnd()) {
				throw failure(frame, target, "there are more bytes");
			}
			return value;
		}
		catch (ChannelArgumentException ex) {
			throw ex;
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			// Not passed on: it may quote the value.
			throw failure(frame, target, ClassUtils.getShortName(ex.getClass()));
		}
	}

	private static ChannelArgumentException failure(PayloadFrame frame, Class<?> target, String problem) {
		if (frame.isFramedTwice()) {
			return new ChannelArgumentException(
					"expected no schema's id in front of the bytes, since the event has the schema's metadata");
		}
		return new ChannelArgumentException("expected %s, written with the schema %s and nothing else, but: %s"
			.formatted(ClassUtils.getShortName(target), frame.id(), problem));
	}

	@Override
	public @Nullable Message<?> toMessage(Object payload, @Nullable MessageHeaders headers) {
		if (!(payload instanceof IndexedRecord record) || !(headers instanceof OutboundHeaders outbound)) {
			return null;
		}
		Schema schema = record.getSchema();
		SchemaDefinition definition = this.definitions.computeIfAbsent(schema,
				(key) -> new SchemaDefinition(SchemaFormat.AVRO, key.toString(), List.of()));
		SchemaId id = this.schemas.id(outbound, schema.getFullName(), definition);
		return MessageBuilder.createMessage(write(record, PayloadFrame.write(id)), outbound);
	}

	private static byte[] write(IndexedRecord record, byte[] frame) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.writeBytes(frame);
			BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
			writer(record).write(record, encoder);
			encoder.flush();
			return bytes.toByteArray();
		}
		catch (IOException | RuntimeException ex) {
			// Not passed on: it may quote the value.
			throw new OutboundConversionException("its schema does not allow for the values that it has (%s)"
				.formatted(ClassUtils.getShortName(ex.getClass())));
		}
	}

	private static DatumWriter<IndexedRecord> writer(IndexedRecord record) {
		return (record instanceof SpecificRecord)
				? new SpecificDatumWriter<>(record.getSchema(), SpecificData.getForClass(record.getClass()))
				: new GenericDatumWriter<>(record.getSchema());
	}

}
