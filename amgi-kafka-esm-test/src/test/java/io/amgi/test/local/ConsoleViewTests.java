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

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.amgi.test.RecordId;
import io.amgi.test.mapping.Batch;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleViewTests {

	private static final RecordId RECORD = new RecordId("orders", 3, 1042);

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ConsoleView view = ConsoleView.on(new PrintStream(this.out, true, StandardCharsets.UTF_8));

	@Test
	void ackedRecordIsALine() {
		this.view.acked(RECORD, 1);
		assertThat(lines()).containsExactly("orders:3:1042  acked");
	}

	@Test
	void nackedRecordHasItsReason() {
		this.view.failed(RECORD, 1, "no such customer");
		assertThat(lines()).containsExactly("orders:3:1042  nacked: no such customer");
	}

	@Test
	void acknowledgedRecordThatComesAgainIsNoNack() {
		this.view.failedWithOthers(RECORD, 1, "redelivered with its batch");
		this.view.failedWithOthers(RECORD, 1, "redelivered behind orders:3:1041");
		this.view.stopped();
		assertThat(lines())
			.startsWith("orders:3:1042  acked, redelivered with its batch",
					"orders:3:1042  acked, redelivered behind orders:3:1041")
			.last()
			.asString()
			.contains("0 nacks");
	}

	@Test
	void givenUpRecordHasItsAttempts() {
		this.view.givenUp(RECORD, 3, "no such customer");
		assertThat(lines()).containsExactly("orders:3:1042  given up after 3 attempts: no such customer");
	}

	@Test
	void lostRecordSaysWhatIsMissing() {
		this.view.lost(RECORD, 1);
		assertThat(lines()).singleElement().asString().contains("LOST", "ReportBatchItemFailures");
	}

	@Test
	void droppedRecordSaysWhyItDoesNotComeAgain() {
		this.view.dropped(RECORD, 1, "no such customer");
		assertThat(lines())
			.containsExactly("orders:3:1042  nacked and not delivered again (on-nack=log): no such customer");
	}

	@Test
	void sentMessageHasItsRecordAndAddress() {
		this.view.sent(RECORD, "invoices");
		assertThat(lines()).containsExactly("orders:3:1042  sent to invoices");
	}

	@Test
	void batchHasItsSizeAndAttempt() {
		this.view.received(new Batch(List.of(RECORD), 1, 1234));
		this.view.received(new Batch(List.of(RECORD, new RecordId("orders", 1, 1)), 2, 99));
		assertThat(lines()).containsExactly("batch of 1 record, 1 partition, 1,234 bytes",
				"batch of 2 records, 2 partitions, 99 bytes, attempt 2");
	}

	@Test
	void failedBatchHasItsReason() {
		this.view.failed(new Batch(List.of(RECORD), 1, 1), "2 failed records reported");
		assertThat(lines()).containsExactly("batch failed: 2 failed records reported");
	}

	@Test
	void filteredRecordsAndPartitionsAreShown() {
		this.view.assigned(List.of("orders-0", "orders-1"));
		this.view.assigned(List.of());
		this.view.filtered(RECORD);
		assertThat(lines()).containsExactly("reading orders-0, orders-1", "orders:3:1042  filtered");
	}

	@Test
	void summaryCountsEverything() {
		this.view.received(new Batch(List.of(RECORD), 1, 1));
		this.view.failed(new Batch(List.of(RECORD), 1, 1), "x");
		this.view.failed(RECORD, 1, "x");
		this.view.acked(RECORD, 1);
		this.view.givenUp(RECORD, 1, "x");
		this.view.filtered(RECORD);
		this.view.dropped(RECORD, 1, "x");
		this.view.sent(RECORD, "invoices");
		this.view.stopped();
		assertThat(lines()).last()
			.asString()
			.startsWith("1 acked, 1 given up, 1 lost, 1 filtered; 2 nacks; 1 message sent; 1 batch, 1 failed; ")
			.endsWith(" records/s");
	}

	@Test
	void controlCharactersAreEscaped() {
		this.view.failed(RECORD, 1, "a\nb\u001b[31m");
		assertThat(lines()).containsExactly("orders:3:1042  nacked: a\\u000ab\\u001b[31m");
	}

	@Test
	void coloursAreWrittenOnlyOnDemand() {
		ConsoleView.on(new PrintStream(this.out, true, StandardCharsets.UTF_8), true).acked(RECORD, 1);
		assertThat(lines()).containsExactly("\u001b[32morders:3:1042  acked\u001b[0m");
	}

	@Test
	void onlyTheTerminalHasColours() {
		assertThat(ConsoleView.isColoured(System.out, () -> true)).isTrue();
		assertThat(ConsoleView.isColoured(System.out, () -> false)).isFalse();
		assertThat(ConsoleView.isColoured(new PrintStream(this.out), () -> true)).isFalse();
	}

	@Test
	void processWithoutConsoleHasNoColours() {
		assertThat(ConsoleView.isTerminal(null, Map.of("TERM", "xterm"))).isFalse();
	}

	@Test
	void colourNeedsATerminalThatKnowsIt() {
		assertThat(ConsoleView.isColourful(Map.of("TERM", "xterm"))).isTrue();
		assertThat(ConsoleView.isColourful(Map.of("TERM", "dumb"))).isFalse();
		assertThat(ConsoleView.isColourful(Map.of())).isFalse();
	}

	@Test
	void noColorIsHonoured() {
		assertThat(ConsoleView.isColourful(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
		assertThat(ConsoleView.isColourful(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
	}

	private List<String> lines() {
		return this.out.toString(StandardCharsets.UTF_8).lines().toList();
	}

}
