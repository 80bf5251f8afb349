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

import java.io.PrintStream;

import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * An embedded broker that does not print how it formats its storage. Kafka prints that to
 * standard output instead of logging it.
 */
final class QuietEmbeddedBroker extends EmbeddedKafkaKraftBroker {

	QuietEmbeddedBroker(int count, int partitions) {
		super(count, partitions);
	}

	@Override
	public void afterPropertiesSet() {
		PrintStream out = System.out;
		System.setOut(new FormattingFilter(out));
		try {
			super.afterPropertiesSet();
		}
		finally {
			System.setOut(out);
		}
	}

	private static final class FormattingFilter extends PrintStream {

		FormattingFilter(PrintStream out) {
			super(out, true);
		}

		@Override
		public void println(@Nullable String line) {
			if (line == null || !line.startsWith("Bootstrap metadata: ")) {
				super.println(line);
			}
		}

		@Override
		public PrintStream format(String format, Object... arguments) {
			return format.startsWith("Formatting ") ? this : super.format(format, arguments);
		}

	}

}
