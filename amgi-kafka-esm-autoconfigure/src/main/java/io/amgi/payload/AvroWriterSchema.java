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

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

import io.amgi.handler.ChannelArgumentException;

/**
 * The schema that an Avro value was written with, and what reads such values by the
 * schemas of other types.
 */
final class AvroWriterSchema {

	static final int MAX_LENGTH = 1024 * 1024;

	static final int MAX_DEPTH = 32;

	// A type of Avro takes up to three levels of JSON.
	private static final int MAX_JSON_DEPTH = 3 * MAX_DEPTH + 2;

	private final Schema schema;

	private final Map<Class<?>, DatumReader<?>> readers = new ConcurrentHashMap<>();

	AvroWriterSchema(Schema schema) {
		this.schema = schema;
	}

	/**
	 * Parses a schema.
	 * @param definition the schema and those that it refers to
	 * @return the parsed schema
	 * @throws ChannelArgumentException if it is none, or out of bounds
	 */
	static AvroWriterSchema parse(SchemaDefinition definition) {
		try {
			Schema schema = parse(definition, new Schema.Parser(), new HashSet<>(), 0);
			checkDepth(schema, new HashSet<>(), 0);
			return new AvroWriterSchema(schema);
		}
		catch (AvroRuntimeException ex) {
			throw new ChannelArgumentException("expected the writer's schema to be one of Avro: it cannot be parsed");
		}
	}

	private static Schema parse(SchemaDefinition definition, Schema.Parser parser, Set<String> parsed, int depth) {
		if (depth > MAX_DEPTH) {
			throw outOfBounds();
		}
		for (SchemaDefinition reference : definition.references()) {
			if (parsed.add(reference.text())) {
				parse(reference, parser, parsed, depth + 1);
			}
		}
		checkText(definition.text());
		return parser.parse(definition.text());
	}

	private static void checkText(String text) {
		int depth = 0;
		int deepest = 0;
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			depth += (character == '{' || character == '[') ? 1 : (character == '}' || character == ']') ? -1 : 0;
			deepest = Math.max(deepest, depth);
		}
		if (text.length() > MAX_LENGTH || deepest > MAX_JSON_DEPTH) {
			throw outOfBounds();
		}
	}

	private static void checkDepth(Schema schema, Set<String> seen, int depth) {
		if (depth > MAX_DEPTH) {
			throw outOfBounds();
		}
		switch (schema.getType()) {
			case RECORD -> {
				if (seen.add(schema.getFullName())) {
					schema.getFields().forEach((field) -> checkDepth(field.schema(), seen, depth + 1));
				}
			}
			case ARRAY -> checkDepth(schema.getElementType(), seen, depth + 1);
			case MAP -> checkDepth(schema.getValueType(), seen, depth + 1);
			case UNION -> schema.getTypes().forEach((type) -> checkDepth(type, seen, depth));
			default -> {
				// Has no parts.
			}
		}
	}

	private static ChannelArgumentException outOfBounds() {
		return new ChannelArgumentException("expected the writer's schema to have at most %d MB and a depth of %d"
			.formatted(MAX_LENGTH / 1024 / 1024, MAX_DEPTH));
	}

	/**
	 * Returns what reads values of this schema.
	 * @param target the type to read, whose own schema is the reader's if it has one
	 * @return the reader
	 */
	DatumReader<?> reader(Class<?> target) {
		return this.readers.computeIfAbsent(target, this::createReader);
	}

	private DatumReader<?> createReader(Class<?> target) {
		if (!SpecificRecord.class.isAssignableFrom(target)) {
			return new GenericDatumReader<IndexedRecord>(this.schema, this.schema, GenericData.get());
		}
		ReaderData data = new ReaderData(target);
		return new SpecificDatumReader<>(this.schema, data.getSchema(target), data);
	}

}
