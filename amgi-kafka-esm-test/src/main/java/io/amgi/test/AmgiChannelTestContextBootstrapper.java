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

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Starts the context of an {@link AmgiChannelTest @AmgiChannelTest}, and passes it the
 * channels to test.
 */
class AmgiChannelTestContextBootstrapper extends TestSliceTestContextBootstrapper<AmgiChannelTest> {

	@Override
	protected String @Nullable [] getProperties(Class<?> testClass) {
		AmgiChannelTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, AmgiChannelTest.class);
		String[] properties = super.getProperties(testClass);
		if (annotation == null) {
			return properties;
		}
		String channels = Arrays.stream(annotation.channels()).map(Class::getName).collect(Collectors.joining(","));
		return Stream
			.concat(Arrays.stream((properties != null) ? properties : new String[0]),
					Stream.of(AmgiChannelTestAutoConfiguration.CHANNELS + "=" + channels))
			.toArray(String[]::new);
	}

}
