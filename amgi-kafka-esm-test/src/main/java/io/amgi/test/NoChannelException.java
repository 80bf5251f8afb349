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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.util.ClassUtils;

/**
 * Thrown if an {@link AmgiChannelTest @AmgiChannelTest} has no channel to test.
 */
class NoChannelException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	NoChannelException(String message) {
		super(message);
	}

	static NoChannelException of(ListableBeanFactory beanFactory, String... channels) {
		String reason = (channels.length > 0)
				? Arrays.stream(channels)
					.map((channel) -> describe(beanFactory, channel))
					.collect(Collectors.joining("; "))
				: "no component that the application's component scan finds has a method annotated with @AmgiChannel; "
						+ "import what is no component of it with @Import";
		return new NoChannelException("@AmgiChannelTest finds no channel: " + reason);
	}

	private static String describe(ListableBeanFactory beanFactory, String channel) {
		Class<?> type = ClassUtils.resolveClassName(channel, beanFactory.getClass().getClassLoader());
		return (beanFactory.getBeanNamesForType(type, true, false).length > 0)
				? "%s has no method annotated with @AmgiChannel".formatted(channel)
				: "%s is no bean: the application's component scan does not find it; annotate it with @Component in a package that is scanned, or import it with @Import"
					.formatted(channel);
	}

}
