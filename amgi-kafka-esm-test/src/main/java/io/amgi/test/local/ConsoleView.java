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

package io.amgi.test.local;

import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.Batch;
import io.amgi.test.mapping.EventSourceMappingListener;

/**
 * Prints a mapping's events for human readers: a line per record and per batch, and a
 * summary at the end. Never shows payloads, keys or header values.
 */
public final class ConsoleView implements EventSourceMappingListener {

	private final PrintStream out;

	private final boolean colours;

	private final RunSummary summary = new RunSummary();

	private ConsoleView(PrintStream out, boolean colours) {
		this.out = out;
		this.colours = colours;
	}

	/**
	 * Creates a view that uses colours if the stream is this process's terminal and the
	 * variable {@code NO_COLOR} is not set.
	 * @param out the stream to write to
	 * @return the view
	 */
	public static ConsoleView on(PrintStream out) {
		return new ConsoleView(out, isColoured(out, () -> isTerminal(System.console(), System.getenv())));
	}

	/**
	 * Creates a view with or without colours.
	 * @param out the stream to write to
	 * @param colours whether to write colours
	 * @return the view
	 */
	public static ConsoleView on(PrintStream out, boolean colours) {
		return new ConsoleView(out, colours);
	}

	static boolean isColoured(PrintStream out, BooleanSupplier terminal) {
		return out == System.out && terminal.getAsBoolean();
	}

	static boolean isTerminal(@Nullable Console console, Map<String, String> environment) {
		return console != null && isTerminal(console) && isColourful(environment);
	}

	// Any value counts except an empty one, see https://no-color.org.
	static boolean isColourful(Map<String, String> environment) {
		return !environment.getOrDefault("TERM", "dumb").equals("dumb")
				&& environment.getOrDefault("NO_COLOR", "").isEmpty();
	}

	// Since JDK 22, a console need not be a terminal.
	private static boolean isTerminal(Console console) {
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (ReflectiveOperationException ex) {
			return true;
		}
	}

	@Override
	public synchronized void assigned(List<String> partitions) {
		if (!partitions.isEmpty()) {
			line(Colour.FAINT, "reading " + String.join(", ", partitions));
		}
	}

	@Override
	public synchronized void filtered(RecordId record) {
		this.summary.filtered();
		line(Colour.FAINT, record + "  filtered");
	}

	@Override
	public synchronized void received(Batch batch) {
		this.summary.received(batch);
		line(Colour.FAINT, describe(batch));
	}

	@Override
	public synchronized void failed(Batch batch, String reason) {
		this.summary.batchFailed();
		line(Colour.YELLOW, "batch failed: " + reason);
	}

	@Override
	public synchronized void acked(RecordId record, int attempt) {
		this.summary.acked();
		line(Colour.GREEN, record + "  acked");
	}

	@Override
	public synchronized void failed(RecordId record, int attempt, String reason) {
		this.summary.nacked();
		line(Colour.YELLOW, record + "  nacked: " + reason);
	}

	@Override
	public synchronized void failedWithOthers(RecordId record, int attempt, String reason) {
		line(Colour.FAINT, record + "  acked, " + reason);
	}

	@Override
	public synchronized void lost(RecordId record, int attempt) {
		this.summary.lost();
		line(Colour.RED, record + "  LOST: reported as failed, but the mapping has no ReportBatchItemFailures");
	}

	@Override
	public synchronized void dropped(RecordId record, int attempt, String reason) {
		this.summary.dropped();
		line(Colour.RED, record + "  nacked and not delivered again (on-nack=log): " + reason);
	}

	@Override
	public synchronized void unreadable(RecordId record, String reason) {
		this.summary.unreadable();
		line(Colour.RED, record + "  DROPPED: " + reason + ", and there is no on-failure destination");
	}

	@Override
	public synchronized void sent(RecordId record, String address) {
		this.summary.sent();
		line(Colour.FAINT, record + "  sent to " + address);
	}

	@Override
	public synchronized void givenUp(RecordId record, int attempts, String reason) {
		this.summary.givenUp();
		line(Colour.RED, record + "  given up after " + count(attempts, "attempt") + ": " + reason);
	}

	@Override
	public synchronized void stopped() {
		line(Colour.NONE, this.summary.toString());
		this.out.flush();
	}

	private static String describe(Batch batch) {
		long partitions = batch.records()
			.stream()
			.map((record) -> record.topic() + record.partition())
			.distinct()
			.count();
		String text = "batch of " + count(batch.records().size(), "record") + ", " + count(partitions, "partition")
				+ String.format(Locale.ROOT, ", %,d bytes", batch.payloadSize());
		return (batch.attempt() > 1) ? text + ", attempt " + batch.attempt() : text;
	}

	private static String count(long count, String what) {
		return count + " " + what + ((count == 1) ? "" : "s");
	}

	private void line(Colour colour, String text) {
		String line = escape(text);
		this.out.println((this.colours) ? colour.paint(line) : line);
	}

	// A reason may contain anything, including control characters.
	private static String escape(String text) {
		StringBuilder line = new StringBuilder(text.length());
		text.codePoints()
			.forEach((c) -> line
				.append((Character.isISOControl(c)) ? String.format("\\u%04x", c) : Character.toString(c)));
		return line.toString();
	}

	private enum Colour {

		NONE(""), FAINT("\033[2m"), GREEN("\033[32m"), YELLOW("\033[33m"), RED("\033[31m");

		private final String code;

		Colour(String code) {
			this.code = code;
		}

		String paint(String text) {
			return (this == NONE) ? text : this.code + text + "\033[0m";
		}

	}

}
