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

package io.amgi.observation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.protocol.MessageHeader;

import static org.assertj.core.api.Assertions.assertThat;

class TraceHeadersTests {

	private static final String TRACE_PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

	@Test
	void fieldIsRead() {
		assertThat(TraceHeaders.read(headers("traceparent", TRACE_PARENT), "traceparent")).isEqualTo(TRACE_PARENT);
	}

	@Test
	void firstOfSeveralIsRead() {
		List<MessageHeader> headers = new ArrayList<>(headers("b3", "0"));
		headers.addAll(headers("b3", "1"));
		assertThat(TraceHeaders.read(headers, "b3")).isEqualTo("0");
	}

	@Test
	void nameIsThatOfAHeaderAsItIs() {
		assertThat(TraceHeaders.read(headers("TraceParent", TRACE_PARENT), "traceparent")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "with\nline", "with\u0000zero", "with\u007fdelete", "caf\u00e9" })
	void headerThatIsNotPrintableIsNotRead(String value) {
		assertThat(TraceHeaders.read(headers("tracestate", value), "tracestate")).isNull();
	}

	@Test
	void headerThatIsTooLongIsNotRead() {
		assertThat(TraceHeaders.read(headers("tracestate", "a".repeat(512)), "tracestate")).hasSize(512);
		assertThat(TraceHeaders.read(headers("tracestate", "a".repeat(513)), "tracestate")).isNull();
		assertThat(TraceHeaders.read(headers("baggage", "a".repeat(8192)), "baggage")).hasSize(8192);
		assertThat(TraceHeaders.read(headers("baggage", "a".repeat(8193)), "baggage")).isNull();
	}

	@Test
	void fieldReplacesThatOfAForwardedRecord() {
		List<MessageHeader> headers = new ArrayList<>(headers("traceparent", TRACE_PARENT));
		headers.addAll(headers("other", "1"));
		headers.addAll(headers("traceparent", TRACE_PARENT));
		TraceHeaders.write(headers, "traceparent", "new");
		assertThat(headers).extracting(MessageHeader::name).containsExactly("other", "traceparent");
		assertThat(TraceHeaders.read(headers, "traceparent")).isEqualTo("new");
	}

	private static List<MessageHeader> headers(String name, String value) {
		return List.of(new MessageHeader(name, value.getBytes(StandardCharsets.UTF_8)));
	}

}
