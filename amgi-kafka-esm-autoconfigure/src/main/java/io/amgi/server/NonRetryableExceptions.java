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

package io.amgi.server;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;

import io.amgi.internal.Throwables;
import io.amgi.protocol.NonRetryableException;

/**
 * Recognizes failures that would recur with each delivery of a record. As in Spring
 * Kafka's {@code DefaultErrorHandler}, whose types these are, causes count, too.
 */
public final class NonRetryableExceptions {

	static final NonRetryableExceptions DEFAULT = new NonRetryableExceptions(List.of());

	private static final List<Class<? extends Throwable>> ALWAYS = List.of(NonRetryableException.class,
			ConversionException.class, NoSuchMethodException.class, ClassCastException.class);

	private final Collection<Class<? extends Throwable>> types;

	/**
	 * Creates a condition.
	 * @param types types of exceptions, in addition to those that always count
	 */
	public NonRetryableExceptions(Collection<Class<? extends Throwable>> types) {
		this.types = types;
	}

	/**
	 * Returns whether a failure would recur.
	 * @param cause the failure, or {@code null}
	 * @return whether it would
	 */
	public boolean contain(@Nullable Throwable cause) {
		return Throwables.contain(cause, (failure) -> isIn(ALWAYS, failure) || isIn(this.types, failure));
	}

	private static boolean isIn(Collection<Class<? extends Throwable>> types, Throwable failure) {
		return types.stream().anyMatch((type) -> type.isInstance(failure));
	}

}
