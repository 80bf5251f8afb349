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

package io.amgi.test.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the text of a template, YAML or JSON, within bounds. The parsers' exceptions
 * quote the text, so that they are not passed on.
 */
final class TemplateReader {

	static final int MAX_SIZE = 16 * 1024 * 1024;

	private static final int MAX_DEPTH = 100;

	private static final int MAX_ALIASES = 50;

	private TemplateReader() {
	}

	static Map<?, ?> read(Path path) {
		Object content = parse(text(path));
		if (content instanceof Map<?, ?> template) {
			return template;
		}
		throw new InvalidTemplateException("A template must be a map, in YAML or JSON");
	}

	private static String text(Path path) {
		try {
			if (Files.size(path) > MAX_SIZE) {
				throw new InvalidTemplateException("A template must not exceed %d bytes".formatted(MAX_SIZE));
			}
			return Files.readString(path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Template cannot be read", ex);
		}
	}

	private static @Nullable Object parse(String text) {
		return text.stripLeading().startsWith("{") ? json(text) : yaml(text);
	}

	private static @Nullable Object json(String text) {
		StreamReadConstraints constraints = StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build();
		JsonFactory factory = JsonFactory.builder().streamReadConstraints(constraints).build();
		try {
			return JsonMapper.builder(factory)
				.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
				.build()
				.readValue(text, Object.class);
		}
		catch (JacksonException ex) {
			throw new InvalidTemplateException("Invalid JSON"
					+ ((ex.getLocation() != null) ? " at line %d".formatted(ex.getLocation().getLineNr()) : ""));
		}
	}

	private static @Nullable Object yaml(String text) {
		LoaderOptions options = new LoaderOptions();
		options.setCodePointLimit(MAX_SIZE);
		options.setNestingDepthLimit(MAX_DEPTH);
		options.setMaxAliasesForCollections(MAX_ALIASES);
		options.setAllowDuplicateKeys(false);
		DumperOptions dumper = new DumperOptions();
		try {
			return new Yaml(new ShortTagConstructor(options), new Representer(dumper), dumper, options,
					new PlainDates())
				.load(text);
		}
		catch (MarkedYAMLException ex) {
			throw new InvalidTemplateException("Invalid YAML" + ((ex.getProblemMark() != null)
					? " at line %d".formatted(ex.getProblemMark().getLine() + 1) : ""));
		}
		catch (YAMLException ex) {
			throw new InvalidTemplateException("Invalid YAML, or more aliases or depth than a template needs");
		}
	}

	/**
	 * Leaves dates, such as the template's version, as text.
	 */
	private static final class PlainDates extends Resolver {

		@Override
		public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
			if (!tag.equals(Tag.TIMESTAMP)) {
				super.addImplicitResolver(tag, pattern, first, limit);
			}
		}

	}

}
