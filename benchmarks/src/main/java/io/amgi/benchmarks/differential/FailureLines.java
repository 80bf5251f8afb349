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

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/**
 * Collects the library's warnings and errors about records, without the loggers' names,
 * which may change. Other warnings count, but their wording does not.
 */
final class FailureLines extends AppenderBase<ILoggingEvent> {

	private static final String TRACED = "ERROR Couldn't process record ";

	private static final Pattern ABOUT_RECORDS = Pattern.compile("(Failed to|Couldn't|Ignored|A message) .*",
			Pattern.DOTALL);

	private static final int MAX_TRACES = 10;

	private final List<String> lines = new ArrayList<>();

	/**
	 * Replaces all other logging.
	 * @return the lines to come
	 */
	static FailureLines install() {
		LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
		context.reset();
		FailureLines lines = new FailureLines();
		lines.setContext(context);
		lines.start();
		Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
		root.setLevel(Level.WARN);
		root.addAppender(lines);
		return lines;
	}

	@Override
	protected void append(ILoggingEvent event) {
		if (event.getLoggerName().startsWith("io.amgi.")) {
			add(event.getLevel() + " " + text(event.getFormattedMessage()) + cause(event.getThrowableProxy()));
		}
	}

	private static String text(String message) {
		return ABOUT_RECORDS.matcher(message).matches() ? Text.line(message) : "about something else";
	}

	private static String cause(IThrowableProxy thrown) {
		return (thrown != null) ? " " + Text.line(thrown.getClassName() + ": " + thrown.getMessage()) : "";
	}

	private synchronized void add(String line) {
		this.lines.add(line);
	}

	/**
	 * Returns the lines so far and starts afresh. If there are more failures than the
	 * library logs stack traces for, timing decides which failures have one. The stack
	 * traces are then only counted.
	 * @return the lines, sorted
	 */
	synchronized List<String> take() {
		List<String> taken = new ArrayList<>(this.lines.stream().sorted().toList());
		this.lines.clear();
		if (taken.stream().filter((line) -> line.startsWith(TRACED)).count() >= MAX_TRACES) {
			int all = taken.size();
			taken.removeIf((line) -> line.startsWith(TRACED));
			taken.add("%d stack traces".formatted(all - taken.size()));
		}
		return taken;
	}

}
