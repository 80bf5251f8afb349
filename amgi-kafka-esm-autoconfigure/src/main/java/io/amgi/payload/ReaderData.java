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

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Creates objects of the classes that a reader's schema names. Since Avro 1.12.2, classes
 * must be trusted by a system property, which is meant for schemas that others write.
 * This schema is compiled into the application, and no writer's schema gets here.
 */
final class ReaderData extends SpecificData {

	private final Map<String, Optional<Class<?>>> classes = new ConcurrentHashMap<>();

	ReaderData(Class<?> target) {
		super(target.getClassLoader());
		SpecificData model = SpecificData.getForClass(target);
		model.getConversions().forEach(this::addLogicalTypeConversion);
		setCustomCoders(model.useCustomCoders());
	}

	@Override
	@SuppressWarnings("rawtypes") // As Avro declares the method.
	public @Nullable Class getClass(Schema schema) {
		return switch (schema.getType()) {
			case RECORD, ENUM, FIXED ->
				this.classes.computeIfAbsent(SpecificData.getClassName(schema), this::load).orElse(null);
			default -> super.getClass(schema);
		};
	}

	private Optional<Class<?>> load(String name) {
		try {
			return Optional.of(Class.forName(name, false, getClassLoader()));
		}
		catch (ClassNotFoundException ex) {
			return Optional.empty();
		}
	}

}
