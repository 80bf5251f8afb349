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

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * A type that holds the elements of a batch, besides {@link List}.
 */
public interface BatchType {

	/**
	 * Returns the type of an element.
	 * @param type the type as a parameter declares it
	 * @return the element's type, which an argument resolver supports
	 */
	ResolvableType getElementType(ResolvableType type);

	/**
	 * Makes the argument of elements.
	 * @param elements the elements, unmodifiable
	 * @return the argument
	 */
	Object collect(List<@Nullable Object> elements);

}
