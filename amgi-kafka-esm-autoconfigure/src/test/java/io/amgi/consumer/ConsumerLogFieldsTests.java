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

package io.amgi.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import io.amgi.observation.MdcBatchObserver;
import io.amgi.server.AfterFailure;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the fields of log lines in a consumer group.
 */
@Timeout(120)
class ConsumerLogFieldsTests {

	private final Lines lines = new Lines();

	private final AtomicInteger failures = new AtomicInteger();

	@BeforeEach
	void capture() {
		this.lines.start();
		root().addAppender(this.lines);
	}

	@AfterEach
	void release() {
		root().detachAppender(this.lines);
	}

	@Test
	void linesThatReportAFailureHaveTheFieldsOfItsRecord() {
		try (TestGroup group = new TestGroup().processing(16, AfterFailure.CONTINUE)
			.observers(new MdcBatchObserver((topic) -> null, (batch) -> null))
			.send(0, null, "bad", "good", "bad")
			.send(1, null, "good", "bad")
			.start((event) -> failFourTimes(TestGroup.text(event)))) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.until(() -> group.committed(0) == 3 && group.committed(1) == 2);
			assertThat(this.lines.of("Failed to process record topic=" + group.topic)).hasSizeGreaterThanOrEqualTo(3)
				.allSatisfy((line) -> assertThat(line.text()).contains("topic=%s, partition=%s, offset=%s,"
					.formatted(group.topic, line.field("partition"), line.field("offset"))));
			assertThat(this.lines.of("Couldn't process record " + group.topic)).hasSizeGreaterThanOrEqualTo(3)
				.allSatisfy((line) -> assertThat(line.text()).isEqualTo("Couldn't process record %s:%s:%s"
					.formatted(group.topic, line.field("partition"), line.field("offset"))));
		}
	}

	private void failFourTimes(String value) {
		if (value.equals("bad") && this.failures.incrementAndGet() <= 4) {
			throw new IllegalStateException("not today");
		}
	}

	private static Logger root() {
		return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
	}

	/**
	 * A line with its fields.
	 */
	private record Line(String text, Map<String, String> fields) {

		String field(String name) {
			return this.fields.get("amgi." + name);
		}

	}

	/**
	 * Records lines.
	 */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final Queue<Line> lines = new ConcurrentLinkedQueue<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.lines.add(new Line(event.getFormattedMessage(), event.getMDCPropertyMap()));
		}

		List<Line> of(String prefix) {
			return this.lines.stream().filter((line) -> line.text().startsWith(prefix)).toList();
		}

	}

}
