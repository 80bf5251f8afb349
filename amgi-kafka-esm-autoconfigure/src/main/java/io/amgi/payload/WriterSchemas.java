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

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.OutboundConversionException;
import io.amgi.sender.OutboundHeaders;

/**
 * The schemas that payloads were written with, and the ids of those that messages are
 * sent with.
 */
public final class WriterSchemas {

	private final SchemaCache<SchemaId, Parsed> schemas = new SchemaCache<>();

	private final SchemaCache<SubjectSchema, SchemaId> ids = new SchemaCache<>();

	private final List<SchemaSource> sources;

	private final @Nullable SchemaRegistry registry;

	private final @Nullable SubjectNameStrategy subjects;

	private final String registryAction;

	/**
	 * Creates schemas.
	 * @param sources the sources, asked in this order
	 * @param registry the registry of messages that are sent, or {@code null} if there is
	 * none
	 * @param subjects names subjects, or {@code null} for the registry's default
	 * @param registryAction what to do to have a registry, for messages
	 */
	public WriterSchemas(List<? extends SchemaSource> sources, @Nullable SchemaRegistry registry,
			@Nullable SubjectNameStrategy subjects, String registryAction) {
		this.sources = List.copyOf(sources);
		this.registry = registry;
		this.subjects = subjects;
		this.registryAction = registryAction;
	}

	/**
	 * Finds a schema and parses it, once.
	 * @param <T> the type of parsed schemas
	 * @param id the id
	 * @param format the format that is expected
	 * @param scope the scope of the record
	 * @param type the type of parsed schemas
	 * @param parser parses a schema
	 * @return the parsed schema
	 */
	<T> T get(SchemaId id, SchemaFormat format, MessageScope scope, Class<T> type,
			Function<SchemaDefinition, T> parser) {
		Parsed parsed = this.schemas.get(id, SchemaLookups.of(scope), () -> find(id, parser),
				() -> "expected the schema %s, which no registry has".formatted(id));
		if (parsed.format() != format) {
			throw new ChannelArgumentException(
					"expected a schema of format %s but %s is of format %s".formatted(format, id, parsed.format()));
		}
		return type.cast(parsed.schema());
	}

	private @Nullable Parsed find(SchemaId id, Function<SchemaDefinition, ?> parser) {
		List<SchemaSource> sources = this.sources.stream().filter((source) -> source.supports(id)).toList();
		for (SchemaSource source : sources) {
			SchemaDefinition definition = source.find(id);
			if (definition != null) {
				return new Parsed(definition.format(),
						(definition.format() == SchemaFormat.AVRO) ? parser.apply(definition) : definition);
			}
		}
		if (sources.stream().allMatch(ClassPathSchemaSource.class::isInstance)) {
			throw new ChannelArgumentException("expected a source for the schema %s, which is %s: %s".formatted(id,
					(id instanceof SchemaId.Uuid) ? "AWS Glue's" : "a registry's", this.registryAction));
		}
		return null;
	}

	/**
	 * Finds the id of the schema that a message is sent with.
	 * @param headers the message's headers
	 * @param recordName the full name of the record
	 * @param schema the schema, or {@code null} for the latest one
	 * @return the id
	 */
	SchemaId id(OutboundHeaders headers, String recordName, @Nullable SchemaDefinition schema) {
		SchemaRegistry registry = this.registry;
		if (registry == null) {
			throw new OutboundConversionException("no schema registry is configured: " + this.registryAction);
		}
		String subject = (this.subjects != null) ? this.subjects.subject(headers.topic(), headers.role(), recordName)
				: registry.defaultSubject(headers.topic(), headers.role());
		try {
			return this.ids.get(new SubjectSchema(subject, schema), null, () -> registry.findId(subject, schema),
					() -> "the subject '%s' does not have this schema of %s: register it, which is never done here"
						.formatted(subject, recordName));
		}
		catch (ChannelArgumentException ex) {
			throw new OutboundConversionException(String.valueOf(ex.getMessage()));
		}
	}

	@Override
	public String toString() {
		return this.sources.stream().map(Object::toString).collect(Collectors.joining(", ", "WriterSchemas[", "]"));
	}

	/**
	 * A schema that is parsed where that is needed.
	 *
	 * @param format the format
	 * @param schema the schema
	 */
	private record Parsed(SchemaFormat format, Object schema) {

	}

	/**
	 * A schema under its subject.
	 *
	 * @param subject the subject
	 * @param schema the schema, or {@code null} for the latest one
	 */
	private record SubjectSchema(String subject, @Nullable SchemaDefinition schema) {

	}

}
