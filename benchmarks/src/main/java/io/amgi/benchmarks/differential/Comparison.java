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

package io.amgi.benchmarks.differential;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Compares two transcripts event by event, so that a line too many does not shift what
 * follows.
 */
public final class Comparison {

	private static final int MAX_EVENTS = 5;

	private static final int MAX_LINES = 5;

	private final Path before;

	private final Path after;

	private int events;

	private int facts;

	private int differences;

	/**
	 * Creates a comparison.
	 * @param before the transcript of the old build
	 * @param after the transcript of the new build
	 */
	public Comparison(Path before, Path after) {
		this.before = before;
		this.after = after;
	}

	/**
	 * Compares two transcripts. Ends the JVM with 1 if they differ.
	 * @param args the files
	 * @throws IOException if a file cannot be read
	 */
	public static void main(String[] args) throws IOException {
		System.exit(new Comparison(Path.of(args[0]), Path.of(args[1])).print() ? 0 : 1);
	}

	/**
	 * Compares, and prints the first differences and how many events differ.
	 * @return whether the transcripts are the same
	 * @throws IOException if a file cannot be read
	 */
	public boolean print() throws IOException {
		try (Blocks before = new Blocks(Files.newBufferedReader(this.before));
				Blocks after = new Blocks(Files.newBufferedReader(this.after))) {
			List<String> old = before.next();
			List<String> current = after.next();
			while (!old.isEmpty() || !current.isEmpty()) {
				compare(old, current);
				old = before.next();
				current = after.next();
			}
		}
		System.out.printf("%,d events with %,d facts, %,d events differ%n", this.events, this.facts, this.differences);
		return this.differences == 0;
	}

	private void compare(List<String> old, List<String> current) {
		this.events++;
		this.facts += Math.max(0, old.size() - 1);
		if (!old.equals(current) && this.differences++ < MAX_EVENTS) {
			printDifference(old, current);
		}
	}

	private static void printDifference(List<String> old, List<String> current) {
		List<String> gone = without(old, current);
		List<String> added = without(current, old);
		System.out.println(old.isEmpty() ? "no event" : old.get(0));
		if (gone.isEmpty() && added.isEmpty()) {
			System.out.println("  the same facts in another order, or another number of times");
			int first = firstDifference(old, current);
			gone = old.subList(first, old.size());
			added = current.subList(first, current.size());
		}
		printLines("- ", gone);
		printLines("+ ", added);
	}

	private static List<String> without(List<String> lines, List<String> others) {
		Set<String> unwanted = Set.copyOf(others);
		return lines.stream().filter((line) -> !unwanted.contains(line)).toList();
	}

	private static int firstDifference(List<String> old, List<String> current) {
		int first = 0;
		while (first < Math.min(old.size(), current.size()) && old.get(first).equals(current.get(first))) {
			first++;
		}
		return first;
	}

	private static void printLines(String sign, List<String> lines) {
		lines.stream().limit(MAX_LINES).forEach((line) -> System.out.println(sign + line));
		if (lines.size() > MAX_LINES) {
			System.out.println(sign + (lines.size() - MAX_LINES) + " more lines");
		}
	}

	/**
	 * The lines of one event after another.
	 */
	private static final class Blocks implements AutoCloseable {

		private final BufferedReader reader;

		private @Nullable String line;

		Blocks(BufferedReader reader) throws IOException {
			this.reader = reader;
			this.line = reader.readLine();
		}

		List<String> next() throws IOException {
			List<String> block = new ArrayList<>();
			while (this.line != null && (block.isEmpty() || !this.line.startsWith(Transcription.EVENT))) {
				block.add(this.line);
				this.line = this.reader.readLine();
			}
			return block;
		}

		@Override
		public void close() throws IOException {
			this.reader.close();
		}

	}

}
