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

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.springframework.util.Assert;

import io.amgi.benchmarks.differential.Facts.Fact;

/**
 * Runs random events through applications with all combinations of settings, and writes
 * what happens, one line per fact. The same build writes the same transcript each time.
 */
public final class Transcription {

	/**
	 * Start of the first line of an event.
	 */
	static final String EVENT = "event ";

	private final PrintWriter out;

	private final FailureLines failureLines;

	private final int events;

	private final long seed;

	private Transcription(PrintWriter out, FailureLines failureLines, int events, long seed) {
		this.out = out;
		this.failureLines = failureLines;
		this.events = events;
		this.seed = seed;
	}

	/**
	 * Writes the transcript of the library on the class path.
	 * @param args the file to write, the number of events, the seed
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] args) throws IOException {
		System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
		FailureLines failureLines = FailureLines.install();
		try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(args[0])))) {
			new Transcription(out, failureLines, Integer.parseInt(args[1]), Long.parseLong(args[2])).write();
			Assert.state(!out.checkError(), () -> "Couldn't write " + args[0]);
		}
	}

	private void write() throws IOException {
		String afterFailureProperty = afterFailureProperty();
		List<Setting> settings = Setting.all();
		for (int i = 0; i < Math.min(settings.size(), this.events); i++) {
			Setting setting = settings.get(i);
			try (TranscribedApplication application = TranscribedApplication
				.start(setting.properties(afterFailureProperty))) {
				for (int number = i; number < this.events; number += settings.size()) {
					write(EventGenerator.generate(this.seed, number), setting, application);
				}
			}
		}
	}

	// The library's metadata has the new name, or the old one.
	private static String afterFailureProperty() throws IOException {
		String renamed = "spring.amgi.processing.after-failure";
		for (URL metadata : Collections
			.list(Transcription.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream in = metadata.openStream()) {
				if (new String(in.readAllBytes(), StandardCharsets.UTF_8).contains("\"" + renamed + "\"")) {
					return renamed;
				}
			}
		}
		return "spring.amgi.processing.on-failure";
	}

	private void write(RandomEvent event, Setting setting, TranscribedApplication application) {
		this.failureLines.take();
		List<String> answer = application.invoke(event);
		List<Fact> facts = application.facts().take();
		this.out.println(EVENT + event.number() + " " + setting + " context=" + event.withContext() + " late="
				+ event.confirmsLate());
		if (setting.isRacyFor(event)) {
			String first = answer.get(0);
			this.out.println(first.substring(0, first.indexOf(':')));
			return;
		}
		answer.forEach(this.out::println);
		facts.stream().sorted(order(event, setting)).forEach((fact) -> this.out.println(fact.id() + " " + fact.text()));
		this.failureLines.take().forEach(this.out::println);
	}

	// Sorts by group and keeps the order within each: it is promised. With late
	// confirmations, dead letters leave on other threads than the handlers': they come
	// last, sorted by record.
	private static Comparator<Fact> order(RandomEvent event, Setting setting) {
		return Comparator.comparing((fact) -> (event.confirmsLate() && isDeadLetter(fact)) ? "~" + fact.id()
				: event.group(fact.id(), setting.ordering()));
	}

	private static boolean isDeadLetter(Fact fact) {
		return fact.text().startsWith(RecordingSend.DEAD_LETTER);
	}

}
