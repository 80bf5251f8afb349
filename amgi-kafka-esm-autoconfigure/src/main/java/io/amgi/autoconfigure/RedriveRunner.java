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

package io.amgi.autoconfigure;

import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;

import io.amgi.redrive.DeadLetterRedrive;
import io.amgi.redrive.RedriveConsole;
import io.amgi.redrive.RedriveSummary;

/**
 * Runs a redrive once the application has started, and ends the process.
 */
final class RedriveRunner implements ApplicationRunner, Ordered {

	/**
	 * The exit code if each record was acknowledged.
	 */
	static final int ALL_ACKED = 0;

	/**
	 * The exit code if records have failed again or were parked.
	 */
	static final int SOME_FAILED = 1;

	/**
	 * The exit code if the redrive cannot run, or cannot go on.
	 */
	static final int NOT_RUN = 2;

	private static final Log logger = LogFactory.getLog(RedriveRunner.class);

	private final DeadLetterRedrive redrive;

	private final RedriveConsole console;

	private final boolean dryRun;

	private final IntConsumer exit;

	/**
	 * Creates a runner.
	 * @param redrive the redrive
	 * @param console prints the outcome
	 * @param dryRun whether to count letters only
	 * @param exit ends the process
	 */
	RedriveRunner(DeadLetterRedrive redrive, RedriveConsole console, boolean dryRun, IntConsumer exit) {
		this.redrive = redrive;
		this.console = console;
		this.dryRun = dryRun;
		this.exit = exit;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void run(ApplicationArguments args) {
		this.exit.accept(exitCode());
	}

	private int exitCode() {
		try {
			return this.dryRun ? count() : handle();
		}
		catch (RuntimeException ex) {
			logger.debug("Redrive failed", ex);
			this.console.failed(ex);
			return NOT_RUN;
		}
	}

	private int count() {
		this.console.counted(this.redrive.count());
		return ALL_ACKED;
	}

	private int handle() {
		RedriveSummary summary = this.redrive.run();
		this.console.finished(summary);
		return summary.isClean() ? ALL_ACKED : SOME_FAILED;
	}

}
