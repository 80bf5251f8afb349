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

package io.amgi.test;

import java.io.IOException;
import java.util.Set;

import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import io.amgi.channel.AmgiChannel;

/**
 * Excludes components that an {@link AmgiChannelTest @AmgiChannelTest} does not ask for.
 */
final class AmgiChannelTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<AmgiChannelTest> {

	private final Set<Class<?>> channels;

	AmgiChannelTypeExcludeFilter(Class<?> testClass) {
		super(testClass);
		this.channels = Set.of(getAnnotation().getValue("channels", Class[].class).orElse(new Class<?>[0]));
	}

	@Override
	protected boolean defaultInclude(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return super.defaultInclude(metadataReader, metadataReaderFactory)
				|| (this.channels.isEmpty() && hasChannel(metadataReader));
	}

	private static boolean hasChannel(MetadataReader metadataReader) {
		return metadataReader.getAnnotationMetadata().hasAnnotatedMethods(AmgiChannel.class.getName());
	}

	@Override
	protected Set<Class<?>> getComponentIncludes() {
		return this.channels;
	}

}
