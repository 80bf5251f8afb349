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

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.amgi.internal.LogText;

/**
 * Prints the progress of a redrive and its outcome, by coordinates and numbers alone.
 */
public final class RedriveConsole implements RedriveListener {

	private static final int MAX_REFUSALS = 100;

	private static final int MAX_TEXT = 300;

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);

	private static final String RED = "\u001B[31m";

	private static final String GREEN = "\u001B[32m";

	private static final String YELLOW = "\u001B[33m";

	private static final String RESET = "\u001B[0m";

	private final PrintStream out;

	private final boolean colours;

	private final LongSupplier nanoClock;

	private long lastLine;

	private int refusals;

	/**
	 * Creates a console.
	 * @param out the stream to print to
	 * @param colours whether the stream is a terminal that shows colours
	 */
	public RedriveConsole(PrintStream out, boolean colours) {
		this(out, colours, System::nanoTime);
	}

	RedriveConsole(PrintStream out, boolean colours, LongSupplier nanoClock) {
		this.out = out;
		this.colours = colours;
		this.nanoClock = nanoClock;
		this.lastLine = nanoClock.getAsLong();
	}

	@Override
	public void started(long offsets) {
		print("Redriving up to %d dead letters".formatted(offsets));
	}

	@Override
	public void startedFiles(int files, int done) {
		print("On-failure documents in files: %d, and %d that are done".formatted(files, done));
	}

	@Override
	public void refused(String letter, String reason) {
		name("Parked %s unhandled: %s".formatted(letter, reason));
	}

	@Override
	public void left(String file, String reason) {
		name("Left %s unhandled: %s".formatted(file, reason));
	}

	@Override
	public void removed(String document, String records) {
		name("Records of %s are no longer in their topics: %s".formatted(document, records));
	}

	private void name(String line) {
		if (this.refusals++ < MAX_REFUSALS) {
			print(YELLOW, line);
		}
	}

	@Override
	public void progressed(RedriveSummary summary) {
		if (this.nanoClock.getAsLong() - this.lastLine >= INTERVAL) {
			this.lastLine = this.nanoClock.getAsLong();
			print(summary.toString());
		}
	}

	/**
	 * Prints the outcome.
	 * @param summary the numbers
	 */
	public void finished(RedriveSummary summary) {
		if (this.refusals > MAX_REFUSALS) {
			print(YELLOW, "%d more lines like these".formatted(this.refusals - MAX_REFUSALS));
		}
		print(summary.isClean() ? GREEN : YELLOW, "Redrive finished: " + summary);
	}

	/**
	 * Prints the problem that ends the redrive.
	 * @param failure the failure
	 */
	public void failed(Throwable failure) {
		print(RED, "Redrive failed: " + failure.getMessage());
		print("Letters that are not committed are read again by the next run");
	}

	/**
	 * Prints numbers of letters.
	 * @param histogram the numbers
	 */
	public void counted(RedriveHistogram histogram) {
		print("%8s  %-20s  %-30s  %-24s  %s".formatted("letters", "hour", "topic", "channel", "exception"));
		histogram.counts().forEach((bar, count) -> {
			String channel = (bar.channel() != null) ? bar.channel() : "none: " + bar.refusal();
			print("%8d  %-20s  %-30s  %-24s  %s".formatted(count, bar.hour(), bar.topic(), channel, bar.exception()));
		});
		print("%8d  in total, none of them handled".formatted(histogram.total()));
	}

	private void print(String colour, String line) {
		if (this.colours) {
			this.out.println(colour + escaped(line) + RESET);
		}
		else {
			print(line);
		}
	}

	private void print(String line) {
		this.out.println(escaped(line));
	}

	private static String escaped(String line) {
		return LogText.of(line, MAX_TEXT);
	}

}
