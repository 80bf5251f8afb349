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
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.ClassUtils;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.PayloadMessage;
import io.amgi.sender.OutboundConversionException;
import io.amgi.sender.OutboundHeaders;

/**
 * Converts Protobuf's messages. They are read without the writer's schema, so that no
 * registry is asked: fields that the class does not know are kept.
 */
public final class ProtobufMessageConverter implements MessageConverter {

	private static final int MAX_INDEXES = 32;

	private final Map<Class<?>, Parser<?>> parsers = new ConcurrentHashMap<>();

	private final WriterSchemas schemas;

	private final EventRecords eventRecords;

	/**
	 * Creates a converter.
	 * @param schemas the ids of the schemas that messages are sent with
	 * @param eventRecords the way in which mappings deliver records
	 */
	public ProtobufMessageConverter(WriterSchemas schemas, EventRecords eventRecords) {
		this.schemas = schemas;
		this.eventRecords = eventRecords;
	}

	@Override
	public @Nullable Object fromMessage(org.springframework.messaging.Message<?> message, Class<?> targetClass) {
		if (!Message.class.isAssignableFrom(targetClass) || !(message instanceof PayloadMessage payload)) {
			return null;
		}
		PayloadFrame frame = this.eventRecords.frame(payload, SchemaFormat.PROTOBUF, targetClass);
		Parser<?> parser = this.parsers.computeIfAbsent(targetClass, ProtobufMessageConverter::parser);
		try {
			CodedInputStream input = CodedInputStream.newInstance(frame.bytes(), frame.offset(), frame.length());
			skipIndexes(frame, input);
			Object value = parser.parseFrom(input);
			input.checkLastTagWas(0);
			return value;
		}
		catch (IOException ex) {
			throw failure(frame, targetClass);
		}
	}

	private static Parser<?> parser(Class<?> target) {
		try {
			Message instance = (Message) target.getMethod("getDefaultInstance").invoke(null);
			return instance.getParserForType();
		}
		catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | RuntimeException ex) {
			throw new ChannelArgumentException(
					"expected a generated class of Protobuf in place of %s".formatted(ClassUtils.getShortName(target)));
		}
	}

	// Confluent's serializers write the path to the message in its file, AWS Glue's its
	// index. Without a schema there is neither.
	private static void skipIndexes(PayloadFrame frame, CodedInputStream input) throws IOException {
		if (frame.id() instanceof SchemaId.Uuid) {
			input.readUInt32();
		}
		else if (frame.id() != null && frame.origin() != PayloadFrame.Origin.HEADERS) {
			int indexes = input.readSInt32();
			if (indexes < 0 || indexes > MAX_INDEXES) {
				throw new InvalidProtocolBufferException("Too many message indexes");
			}
			for (int i = 0; i < indexes; i++) {
				input.readSInt32();
			}
		}
	}

	private static ChannelArgumentException failure(PayloadFrame frame, Class<?> target) {
		if (frame.isFramedTwice()) {
			return new ChannelArgumentException(
					"expected no schema's id in front of the bytes, since the event has the schema's metadata");
		}
		return new ChannelArgumentException("expected %s in Protobuf's wire format%s"
			.formatted(ClassUtils.getShortName(target), (frame.id() != null) ? " behind the message indexes" : ""));
	}

	@Override
	public org.springframework.messaging.@Nullable Message<?> toMessage(Object payload,
			@Nullable MessageHeaders headers) {
		if (!(payload instanceof Message message) || !(headers instanceof OutboundHeaders outbound)) {
			return null;
		}
		Descriptor type = message.getDescriptorForType();
		SchemaId id = this.schemas.id(outbound, type.getFullName(), null);
		return MessageBuilder.createMessage(write(message, type, id), outbound);
	}

	private static byte[] write(Message message, Descriptor type, SchemaId id) {
		try {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			bytes.writeBytes(PayloadFrame.write(id));
			CodedOutputStream output = CodedOutputStream.newInstance(bytes);
			if (id instanceof SchemaId.Uuid) {
				output.writeUInt32NoTag(glueIndex(type));
			}
			else {
				writeIndexes(type, output);
			}
			message.writeTo(output);
			output.flush();
			return bytes.toByteArray();
		}
		catch (IOException ex) {
			throw new OutboundConversionException(
					"it cannot be written (%s)".formatted(ClassUtils.getShortName(ex.getClass())));
		}
	}

	// The number of indexes and the path of the type in its file; 0 stands for the first
	// type.
	private static void writeIndexes(Descriptor type, CodedOutputStream output) throws IOException {
		if (type.getContainingType() == null && type.getIndex() == 0) {
			output.writeSInt32NoTag(0);
			return;
		}
		int depth = 1;
		for (Descriptor outer = type.getContainingType(); outer != null; outer = outer.getContainingType()) {
			depth++;
		}
		output.writeSInt32NoTag(depth);
		writePath(type, output);
	}

	private static void writePath(Descriptor type, CodedOutputStream output) throws IOException {
		if (type.getContainingType() != null) {
			writePath(type.getContainingType(), output);
		}
		output.writeSInt32NoTag(type.getIndex());
	}

	private static int glueIndex(Descriptor type) {
		if (type.getFile().getMessageTypes().size() == 1 && type.getContainingType() == null
				&& type.getNestedTypes().isEmpty()) {
			return 0;
		}
		throw new OutboundConversionException(
				"AWS Glue's index of a message in a file with several of them is not documented: "
						+ "keep it in a file of its own");
	}

}
