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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A value of a template: known, absent, set to something that the template alone does not
 * determine, or unknown altogether. Nothing is concluded from an unknown value.
 */
final class TemplateValue {

	static final TemplateValue ABSENT = new TemplateValue(State.ABSENT, null, null, false);

	static final TemplateValue UNKNOWN = new TemplateValue(State.UNKNOWN, null, null, false);

	static final TemplateValue SET = new TemplateValue(State.SET, null, null, false);

	private final State state;

	private final @Nullable Object value;

	private final @Nullable String reference;

	// Whether the template adds entries that are not in its text.
	private final boolean open;

	private String suffix = "";

	private TemplateValue(State state, @Nullable Object value, @Nullable String reference, boolean open) {
		this.state = state;
		this.value = value;
		this.reference = reference;
		this.open = open;
	}

	static TemplateValue of(@Nullable Object scalar) {
		return (scalar != null) ? new TemplateValue(State.KNOWN, scalar, null, false) : ABSENT;
	}

	static TemplateValue of(List<TemplateValue> elements) {
		return new TemplateValue(State.KNOWN, elements, null, false);
	}

	static TemplateValue of(Map<String, TemplateValue> entries, boolean open) {
		return new TemplateValue(State.KNOWN, entries, null, open);
	}

	static TemplateValue referenceTo(String resource) {
		return new TemplateValue(State.SET, null, resource, false);
	}

	/**
	 * Creates a text of which only the beginning and the end are known.
	 * @param prefix the beginning
	 * @param suffix the end
	 * @param reference the resource that the unknown part comes from, or {@code null}
	 * @return the value
	 */
	static TemplateValue between(String prefix, String suffix, @Nullable String reference) {
		TemplateValue value = new TemplateValue(State.SET, prefix, reference, false);
		value.suffix = suffix;
		return value;
	}

	boolean isAbsent() {
		return this.state == State.ABSENT;
	}

	/**
	 * Returns whether there is a value, known or not.
	 * @return whether the template sets it for certain
	 */
	boolean isPresent() {
		return this.state == State.KNOWN || this.state == State.SET;
	}

	boolean isKnown() {
		return this.state == State.KNOWN;
	}

	@Nullable String reference() {
		return this.reference;
	}

	TemplateValue get(String... path) {
		TemplateValue found = this;
		for (String name : path) {
			found = found.child(name);
		}
		return found;
	}

	private TemplateValue child(String name) {
		if (this.value instanceof Map<?, ?> entries && this.state == State.KNOWN) {
			Object child = entries.get(name);
			return (child != null) ? (TemplateValue) child : this.open ? UNKNOWN : ABSENT;
		}
		return (this.state == State.SET || this.state == State.UNKNOWN) ? UNKNOWN : ABSENT;
	}

	@Nullable String text() {
		boolean scalar = this.state == State.KNOWN && !(this.value instanceof List) && !(this.value instanceof Map);
		return scalar ? String.valueOf(this.value) : null;
	}

	/**
	 * Returns as much of the text as is known.
	 * @return the text or its beginning, possibly empty
	 */
	String prefix() {
		String text = text();
		return (text != null) ? text : (this.value instanceof String prefix) ? prefix : "";
	}

	/**
	 * Returns as much of the end of the text as is known.
	 * @return the text or its end, possibly empty
	 */
	String suffix() {
		String text = text();
		return (text != null) ? text : this.suffix;
	}

	@Nullable Long number() {
		String text = text();
		try {
			return (text != null) ? Long.valueOf(text.trim()) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	long numberOr(long absent, long unknown) {
		Long number = number();
		return (number != null) ? number : isAbsent() ? absent : unknown;
	}

	boolean isText(String text) {
		return text.equals(text());
	}

	/**
	 * Returns whether the value is {@code false} for certain, as it is where it is
	 * absent.
	 * @return whether it is false
	 */
	boolean isFalse() {
		return isAbsent() || "false".equalsIgnoreCase(text());
	}

	/**
	 * Returns the elements of a list; a single value is a list of one.
	 * @return the elements, none if the list is not known
	 */
	@SuppressWarnings("unchecked")
	List<TemplateValue> elements() {
		if (this.value instanceof List) {
			return (List<TemplateValue>) this.value;
		}
		return isKnown() ? List.of(this) : List.of();
	}

	boolean isEmpty() {
		return isAbsent() || (isKnown() && elements().isEmpty());
	}

	@SuppressWarnings("unchecked")
	Map<String, TemplateValue> entries() {
		return (this.value instanceof Map) ? (Map<String, TemplateValue>) this.value : Map.of();
	}

	boolean isOpen() {
		return this.open || (this.state != State.KNOWN && this.state != State.ABSENT);
	}

	/**
	 * Returns whether a list does not contain a text for certain.
	 * @param text the text
	 * @return whether each element is known and another one
	 */
	boolean lacks(String text) {
		return isAbsent()
				|| (isKnown() && elements().stream().allMatch((element) -> element.isKnown() && !element.isText(text)));
	}

	private enum State {

		KNOWN, ABSENT, SET, UNKNOWN

	}

}
