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

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * The elements of a batch method's list as if each were a parameter of its own.
 */
final class ElementParameter extends MethodParameter {

	private final MethodParameter list;

	private final ResolvableType type;

	private final Annotation[] annotations;

	private final boolean optional;

	ElementParameter(MethodParameter list) {
		this(list, element(list), false);
	}

	/**
	 * Creates a parameter.
	 * @param list what holds the elements
	 * @param type the elements' type
	 * @param optional whether elements may be missing in any case
	 */
	ElementParameter(MethodParameter list, ResolvableType type, boolean optional) {
		super(list);
		this.list = list;
		this.type = type;
		this.optional = optional;
		this.annotations = Stream.of(list.getParameterAnnotations(), Constraints.elementAnnotations(list))
			.flatMap(Stream::of)
			.toArray(Annotation[]::new);
	}

	private ElementParameter(ElementParameter original) {
		super(original);
		this.list = original.list;
		this.type = original.type;
		this.optional = original.optional;
		this.annotations = original.annotations;
	}

	// An upper-bounded wildcard is equivalent to its bound.
	static ResolvableType element(MethodParameter list) {
		ResolvableType container = ResolvableType.forMethodParameter(list);
		ResolvableType element = container.getGeneric(0);
		return (element.getType() instanceof WildcardType wildcard)
				? ResolvableType.forType(wildcard.getUpperBounds()[0], container) : element;
	}

	// For ConsumerRecords, these are the annotations of an element's type arguments.
	Annotation[] getOwnAnnotations() {
		return (this.list.getParameterType() == List.class) ? Constraints.ownAnnotations(this.list) : new Annotation[0];
	}

	// Copies of a parameter know neither its bean's class nor what it inherits.
	@Override
	public Class<?> getContainingClass() {
		return this.list.getContainingClass();
	}

	@Override
	public Annotation[] getParameterAnnotations() {
		return this.annotations;
	}

	// Considers JSpecify's annotation on the element. An annotation on the list counts as
	// well, because other libraries' annotations cannot be placed on the element.
	@Override
	public boolean isOptional() {
		return this.optional || super.isOptional() || Stream.of(this.annotations)
			.anyMatch((annotation) -> annotation.annotationType().getSimpleName().equals("Nullable"));
	}

	@Override
	public Class<?> getParameterType() {
		return this.type.toClass();
	}

	@Override
	public Type getGenericParameterType() {
		return this.type.getType();
	}

	@Override
	public ElementParameter clone() {
		return new ElementParameter(this);
	}

}
