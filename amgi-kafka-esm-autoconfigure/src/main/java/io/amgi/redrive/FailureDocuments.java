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

package io.amgi.redrive;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Turns on-failure documents into the dead letters of their records. A document is usable
 * as a whole or not at all.
 */
final class FailureDocuments implements AutoCloseable {

	// Lambda's batches have no more.
	private static final int MAX_RECORDS = 10_000;

	// Markers of transactions occupy offsets, and compaction leaves gaps.
	private static final long MAX_OFFSETS = 10 * MAX_RECORDS;

	private final FailureDocumentReader reader;

	private final SourceRecords source;

	private final LetterRouting routing;

	private final RedriveListener listener;

	private long removed;

	/**
	 * Creates a converter.
	 * @param reader reads documents
	 * @param source reads the records of documents that have only their places
	 * @param routing decides which letters may be handled
	 * @param listener follows the redrive
	 */
	FailureDocuments(FailureDocumentReader reader, SourceRecords source, LetterRouting routing,
			RedriveListener listener) {
		this.reader = reader;
		this.source = source;
		this.routing = routing;
		this.listener = listener;
	}

	/**
	 * Replaces those letters of a topic that are documents.
	 * @param letters the letters
	 * @return the letters of their records, in the same order
	 */
	List<Letter> replace(List<Letter> letters) {
		List<Letter> replaced = new ArrayList<>(letters.size());
		for (Letter letter : letters) {
			if (letter.isDocument()) {
				replaced.addAll(replace(letter));
			}
			else {
				replaced.add(letter);
			}
		}
		return replaced;
	}

	private List<Letter> replace(Letter letter) {
		ConsumerRecord<byte[], byte[]> record = letter.record();
		try {
			FailureDocument document = read(new ByteArrayInputStream(record.value()));
			Set<String> allowed = this.routing.originalTopics(record.topic());
			return letters(document, letter.toString(), allowed,
					(failed) -> Letter.of(failed.letter(record.topic(), record.partition(), record.offset(),
							record.timestamp(), document.condition()), letter.toString(), failed.delivered()));
		}
		catch (UnusableLetterException ex) {
			return List.of(letter.refused("its on-failure document cannot be handled: " + ex.reason()));
		}
	}

	/**
	 * Returns the letters of a document in a file.
	 * @param document the document
	 * @param name the name of the file
	 * @param time the time of the document
	 * @return the letters
	 * @throws UnusableLetterException if the document must not be handled
	 */
	List<Letter> letters(FailureDocument document, String name, Instant time) {
		Set<String> allowed = Set.copyOf(this.routing.originalTopics());
		return letters(document, name, allowed,
				(failed) -> Letter.of(failed.letter(topic(failed), -1, 0, time.toEpochMilli(), document.condition()),
						"%s (%s)".formatted(name, place(failed.record())), failed.delivered()));
	}

	private String topic(FailedRecord failed) {
		String topic = failed.record().topic();
		return failed.isLetter() ? topic : this.routing.deadLetterTopic(topic);
	}

	private List<Letter> letters(FailureDocument document, String name, Set<String> allowed,
			Function<FailedRecord, Letter> letter) {
		List<Letter> letters = records(document, name, allowed).stream().map(letter).toList();
		for (Letter each : letters) {
			OriginalPlace place = each.place();
			if (place == null || !allowed.contains(place.topic())) {
				throw new UnusableLetterException(
						(place != null) ? "the topic of its records is not allowed" : String.valueOf(each.defect()));
			}
			this.routing.route(each);
		}
		return letters;
	}

	/**
	 * Reads a document.
	 * @param json its text
	 * @return the document
	 * @throws UnusableLetterException if it is none
	 */
	FailureDocument read(InputStream json) {
		try {
			return this.reader.read(json);
		}
		catch (IllegalArgumentException ex) {
			throw new UnusableLetterException(String.valueOf(ex.getMessage()));
		}
	}

	private List<FailedRecord> records(FailureDocument document, String name, Set<String> allowed) {
		return document.records().isEmpty() ? sourceRecords(document, name, allowed)
				: document.records().stream().map(FailedRecord::of).toList();
	}

	private List<FailedRecord> sourceRecords(FailureDocument document, String name, Set<String> allowed) {
		check(document.places(), allowed);
		int max = (document.batchSize() != null) ? Math.min(document.batchSize(), MAX_RECORDS) : MAX_RECORDS;
		List<FailedRecord> records = new ArrayList<>();
		for (FailureDocument.Places places : document.places()) {
			this.source.read(places, max + 1 - records.size())
				.forEach((record) -> records.add(new FailedRecord(record, null)));
			// A mapping's filter may have left some of them out.
			if (records.size() > max) {
				throw new UnusableLetterException(
						"its offsets hold more records than the %d of its batch".formatted(max));
			}
		}
		report(MissingRecords.of(document, records), name);
		if (records.isEmpty()) {
			throw new UnusableLetterException("none of its records is in its topic any more");
		}
		return records;
	}

	private void report(MissingRecords missing, String name) {
		if (missing.count() > 0) {
			this.removed += missing.count();
			this.listener.removed(name, missing.toString());
		}
	}

	private static void check(List<FailureDocument.Places> all, Set<String> allowed) {
		Set<String> partitions = new HashSet<>();
		long offsets = 0;
		for (FailureDocument.Places places : all) {
			if (!allowed.contains(places.topic())) {
				throw new UnusableLetterException("the topic of its records is not allowed");
			}
			if (!partitions.add(places.topic() + "-" + places.partition())) {
				throw new UnusableLetterException("it names a partition twice");
			}
			offsets += Math.min(MAX_OFFSETS, places.last() - places.first()) + 1;
		}
		if (offsets > MAX_OFFSETS) {
			throw new UnusableLetterException("it names more offsets than a batch has");
		}
	}

	private static String place(ConsumerRecord<?, ?> record) {
		return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
	}

	/**
	 * Returns how many records were no longer in their topics.
	 * @return the number of records
	 */
	long removed() {
		return this.removed;
	}

	@Override
	public void close() {
		this.source.close();
	}

}
