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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelArgumentException;

/**
 * Finds schemas on the class path, in files that are named after their ids, such as
 * {@code schemas/ids/42.avsc}.
 */
public final class ClassPathSchemaSource implements SchemaSource {

	private static final Map<String, SchemaFormat> FORMATS = Map.of("avsc", SchemaFormat.AVRO, "proto",
			SchemaFormat.PROTOBUF, "json", SchemaFormat.JSON);

	private final ClassLoader classLoader;

	/**
	 * Creates a source.
	 * @param classLoader the class loader that has the files
	 */
	public ClassPathSchemaSource(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public boolean supports(SchemaId id) {
		return true;
	}

	@Override
	public @Nullable SchemaDefinition find(SchemaId id) {
		for (Map.Entry<String, SchemaFormat> format : FORMATS.entrySet()) {
			String text = read("schemas/ids/%s.%s".formatted(id, format.getKey()));
			if (text != null) {
				return new SchemaDefinition(format.getValue(), text, List.of());
			}
		}
		return null;
	}

	private @Nullable String read(String name) {
		try (InputStream file = this.classLoader.getResourceAsStream(name)) {
			return (file != null) ? new String(file.readAllBytes(), StandardCharsets.UTF_8) : null;
		}
		catch (IOException ex) {
			throw new ChannelArgumentException("expected to read '%s' from the class path".formatted(name));
		}
	}

}
