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

package io.amgi.benchmarks.least;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Makes an array of each record's value, and a text of it as a handler would, and nothing
 * else. The arrays are dropped at once or, with {@code least.kept}, when the event has
 * been read to its end. A function that keeps the order and refuses malformed events must
 * read the whole event before the first handler runs.
 */
@Component
class Values implements Function<Message<InputStream>, byte[]> {

	private static final byte[] RESPONSE = "{\"batchItemFailures\":[]}".getBytes(StandardCharsets.UTF_8);

	// The length in the event with which memory is measured.
	private static final int RECORD_LENGTH = 1590;

	private static final int VALUE_LENGTH = 1024;

	private final boolean kept;

	Values(@Value("${least.kept:false}") boolean kept) {
		this.kept = kept;
	}

	@Override
	public byte[] apply(Message<InputStream> event) {
		List<byte[]> values = new ArrayList<>();
		byte[] record = new byte[RECORD_LENGTH];
		while (read(event.getPayload(), record) > 0) {
			values.add(Arrays.copyOf(record, VALUE_LENGTH));
			if (!this.kept) {
				handleAll(values);
			}
		}
		handleAll(values);
		return RESPONSE;
	}

	private static int read(InputStream event, byte[] record) {
		try {
			return event.readNBytes(record, 0, record.length);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void handleAll(List<byte[]> values) {
		values.forEach(Values::handle);
		values.clear();
	}

	private static void handle(byte[] value) {
		String note = new String(value, StandardCharsets.UTF_8);
		if (note.isEmpty()) {
			throw new IllegalArgumentException("A note needs a text");
		}
	}

}
