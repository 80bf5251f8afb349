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

package io.amgi.sender;

import java.io.Closeable;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;

/**
 * The types that no format writes sensibly: JSON makes <code>{}</code> of most of them.
 */
final class UnsendableTypes {

	private static final List<Class<?>> TYPES = List.of(Closeable.class, Spliterator.class, Callable.class,
			Runnable.class, Executor.class, Future.class, CompletionStage.class, Flow.Publisher.class, BaseStream.class,
			Class.class);

	private static final List<String> PACKAGES = List.of("java.util.function.", "java.lang.reflect.",
			"org.reactivestreams.", "reactor.", "org.springframework.messaging.");

	private UnsendableTypes() {
	}

	/**
	 * Returns whether values of a type cannot be written.
	 * @param type the type
	 * @return whether they cannot
	 */
	static boolean contain(Class<?> type) {
		// A hidden class is that of a lambda.
		return type.isHidden() || TYPES.stream().anyMatch((unsendable) -> unsendable.isAssignableFrom(type))
				|| PACKAGES.stream().anyMatch(type.getName()::startsWith);
	}

}
