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

package io.amgi.handler;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * The type of a {@code @Header} parameter: of one value, or of all values of a name.
 *
 * @param type the parameter's type
 * @param element the type of a value
 */
record HeaderType(Class<?> type, ResolvableType element) {

	static HeaderType of(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		Class<?> container = type.toClass();
		if (container.isArray() && !container.getComponentType().isPrimitive()) {
			return new HeaderType(container, type.getComponentType());
		}
		if (container == Iterable.class || Collection.class.isAssignableFrom(container)) {
			return new HeaderType(container, type.as(Iterable.class).getGeneric());
		}
		return new HeaderType(container, type);
	}

	boolean isContainer() {
		return this.element.toClass() != this.type;
	}

	/**
	 * Collects values.
	 * @param values the values, of the element's type
	 * @return the argument, or a list where something else has to make one of it
	 */
	Object collect(List<@Nullable Object> values) {
		if (this.type.isArray()) {
			Object array = Array.newInstance(this.type.getComponentType(), values.size());
			for (int i = 0; i < values.size(); i++) {
				Array.set(array, i, values.get(i));
			}
			return array;
		}
		boolean set = !this.type.isAssignableFrom(List.class) && this.type.isAssignableFrom(LinkedHashSet.class);
		return set ? new LinkedHashSet<>(values) : values;
	}

}
