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

package io.amgi.esm.event;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Derives the event that a JSON document represents, or the reason to refuse it, from the
 * contract. Each rule looks at the whole document. The first violation in the document is
 * the reason.
 */
final class ExpectedEvent {

	private static final List<String> TEXTS = List.of("eventSource", "eventSourceArn", "bootstrapServers");

	private final JsonDocument document;

	private final List<ExpectedRecord> records;

	ExpectedEvent(JsonDocument document) {
		this.document = document;
		this.records = lists().filter(JsonTree::isArray)
			.flatMap((list) -> list.children().stream().map((json) -> new ExpectedRecord(list.name(), json)))
			.toList();
	}

	private Stream<JsonTree> event() {
		return this.document.values().stream().limit(1);
	}

	private Stream<JsonTree> members(String name) {
		return event().flatMap((event) -> event.members(name));
	}

	private Stream<JsonTree> lists() {
		return members("records").limit(1).filter(JsonTree::isObject).flatMap((records) -> records.children().stream());
	}

	/**
	 * Returns the reason to refuse the event.
	 * @return the first violation, empty if there is none before the document ends or is
	 * malformed
	 */
	Optional<Violation> refusal() {
		return Violation
			.first(Stream
				.of(emptyDocument(), notAnObject(), notTexts(), notKafka(), missingRecords(), badRecords(), badLists(),
						badElements(), missingOffsets(), repeatedRecords(), trailingValue())
				.flatMap(Function.identity()));
	}

	private Stream<Violation> emptyDocument() {
		boolean empty = this.document.values().isEmpty() && this.document.isWellFormed();
		return empty ? Stream.of(new Violation("more JSON", "$", this.document.json().length)) : Stream.empty();
	}

	private Stream<Violation> notAnObject() {
		return event().filter((event) -> !event.isObject()).map((event) -> event.violation("a JSON object"));
	}

	private Stream<Violation> notTexts() {
		return TEXTS.stream()
			.flatMap(this::members)
			.filter((member) -> !member.isText() && !member.isNull())
			.map((member) -> member.violation("'%s' to be a string".formatted(member.name())));
	}

	private Stream<Violation> notKafka() {
		return members("eventSource").filter((source) -> source.text() != null)
			.filter((source) -> !source.text().toLowerCase(Locale.ROOT).contains("kafka"))
			.map((source) -> source.violation("'eventSource' to be Kafka"));
	}

	private Stream<Violation> missingRecords() {
		return event().filter((event) -> event.isObject() && event.isFinished())
			.filter((event) -> event.members("records").findAny().isEmpty())
			.map((event) -> event.violationAtEnd("'records'"));
	}

	private Stream<Violation> badRecords() {
		return Stream.concat(
				members("records").limit(1)
					.filter((records) -> !records.isObject())
					.map((records) -> records.violation("'records' to be an object")),
				members("records").skip(1).map((records) -> records.violation("'records' only once")));
	}

	private Stream<Violation> badLists() {
		return lists().filter((list) -> !list.isArray()).map((list) -> list.violation("an array of records"));
	}

	private Stream<Violation> badElements() {
		return this.records.stream()
			.map(ExpectedRecord::json)
			.filter((json) -> !json.isObject())
			.map((json) -> json.violation("a record to be an object"));
	}

	private Stream<Violation> missingOffsets() {
		return completeRecords().filter((record) -> !record.hasOffset())
			.map((record) -> record.json().violationAtEnd("'offset' to be an integer from 0 on"));
	}

	private Stream<Violation> repeatedRecords() {
		Set<List<Object>> coordinates = new HashSet<>();
		return completeRecords().filter(ExpectedRecord::hasOffset)
			.filter((record) -> record.coordinates().stream().allMatch(Objects::nonNull))
			.filter((record) -> !coordinates.add(record.coordinates()))
			.map((record) -> record.json()
				.violationAtEnd("no other record of the same topic, partition and offset "
						+ "(Kafka has one at an offset: give each record of a made-up event its own)"));
	}

	private Stream<ExpectedRecord> completeRecords() {
		return this.records.stream().filter((record) -> record.json().isObject() && record.json().isFinished());
	}

	private Stream<Violation> trailingValue() {
		return this.document.values().stream().skip(1).map((value) -> value.violation("nothing after the event"));
	}

	/**
	 * Describes the event, so that it can be compared with
	 * {@link Description#of(KafkaEvent)}.
	 */
	List<Object> describe() {
		List<Object> description = new ArrayList<>();
		TEXTS.forEach((name) -> description.add(members(name).map(JsonTree::text).reduce(null, (first, last) -> last)));
		this.records.forEach((record) -> description.add(record.describe()));
		return description;
	}

}
