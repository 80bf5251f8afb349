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

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the on-failure documents in files, in the order of their times, which is the
 * order in which Lambda gave up the records of a partition.
 */
final class FileRedrive {

	private final List<String> locations;

	private final FailureDocuments documents;

	private final RedriveListener listener;

	/**
	 * Creates a redrive of files.
	 * @param locations the locations of the files
	 * @param documents converts documents to letters
	 * @param listener follows the redrive
	 */
	FileRedrive(List<String> locations, FailureDocuments documents, RedriveListener listener) {
		this.locations = locations;
		this.documents = documents;
		this.listener = listener;
	}

	/**
	 * Handles the documents. A file is done if none of its letters is passed over.
	 * @param handling handles the letters of one document
	 * @return the numbers
	 * @throws RedriveException if the redrive cannot go on
	 */
	RedriveSummary run(Function<List<Letter>, RedriveSummary> handling) {
		List<DocumentFile> files = DocumentFile.find(this.locations);
		List<DocumentFile> open = open(files);
		if (!files.isEmpty()) {
			this.listener.startedFiles(open.size(), files.size() - open.size());
		}
		RedriveSummary summary = RedriveSummary.NONE;
		for (TimedFile file : inOrder(open)) {
			summary = summary.plus(handle(file, handling));
			this.listener.progressed(summary);
		}
		return summary;
	}

	private RedriveSummary handle(TimedFile file, Function<List<Letter>, RedriveSummary> handling) {
		RedriveSummary summary;
		try {
			summary = handling.apply(letters(file));
		}
		catch (UnusableLetterException ex) {
			this.listener.left(file.file().toString(), ex.reason());
			return RedriveSummary.ofLeft(1);
		}
		if (summary.passedOver() == 0) {
			file.file().done();
		}
		return summary;
	}

	/**
	 * Counts the letters of the documents.
	 * @param counter counts a letter
	 * @param unusable counts a document that must not be handled, by its time and the
	 * reason
	 */
	void count(Consumer<Letter> counter, BiConsumer<Instant, String> unusable) {
		for (TimedFile file : inOrder(open(DocumentFile.find(this.locations)))) {
			try {
				letters(file).forEach(counter);
			}
			catch (UnusableLetterException ex) {
				unusable.accept(file.time(), ex.reason());
			}
		}
	}

	private List<Letter> letters(TimedFile file) {
		FailureDocument document = file.file().read(this.documents);
		return this.documents.letters(document, file.file().toString(), file.time());
	}

	private static List<DocumentFile> open(List<DocumentFile> files) {
		return files.stream().filter((file) -> !file.isDone()).toList();
	}

	private List<TimedFile> inOrder(List<DocumentFile> files) {
		List<TimedFile> timed = new ArrayList<>();
		files.forEach((file) -> timed.add(new TimedFile(file, time(file))));
		timed.sort(Comparator.comparing(TimedFile::time).thenComparing((file) -> file.file().toString()));
		return timed;
	}

	private Instant time(DocumentFile file) {
		try {
			return Objects.requireNonNullElseGet(file.read(this.documents).timestamp(), file::lastModified);
		}
		catch (UnusableLetterException ex) {
			return file.lastModified();
		}
	}

	/**
	 * A file with the time of its document.
	 *
	 * @param file the file
	 * @param time the time
	 */
	private record TimedFile(DocumentFile file, Instant time) {
	}

}
