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

package io.amgi.payload;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.protocol.NotCompletedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfluentSchemaRegistryTests {

	private static final RegistryCredentials NONE = new RegistryCredentials(null, null, null);

	private static final SchemaId ID = new SchemaId.Numeric(7);

	private final TestRegistry server = new TestRegistry();

	private final TestRegistry other = new TestRegistry();

	@AfterEach
	void close() {
		this.server.close();
		this.other.close();
	}

	@Test
	void formatIsAvroWhereTheRegistryNamesNone() {
		this.server.json("/schemas/ids/7", Map.of("schema", "\"string\""));
		assertThat(registry().find(ID)).isEqualTo(new SchemaDefinition(SchemaFormat.AVRO, "\"string\"", List.of()));
	}

	@Test
	void idThatTheRegistryDoesNotHaveIsUnknown() {
		assertThat(registry().find(ID)).isNull();
	}

	@Test
	void referencesAreFollowed() {
		this.server.json("/schemas/ids/7", schema("\"a.B\"", "b/c", 2));
		this.server.json("/subjects/b%2Fc/versions/2",
				Map.of("schema", "{\"type\":\"enum\",\"name\":\"a.B\",\"symbols\":[]}"));
		SchemaDefinition definition = registry().find(ID);
		assertThat(definition.references()).hasSize(1);
		AvroWriterSchema.parse(definition);
	}

	@Test
	void recursiveReferencesAreRefused() {
		this.server.json("/schemas/ids/7", schema("\"a\"", "a", 1));
		this.server.json("/subjects/a/versions/1", schema("\"b\"", "b", 1));
		this.server.json("/subjects/b/versions/1", schema("\"a\"", "a", 1));
		assertThatExceptionOfType(ChannelArgumentException.class).isThrownBy(() -> registry().find(ID))
			.withMessageContaining("neither recur");
		assertThat(this.server.requests()).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 307, 401, 403, 429, 500, 503 })
	void registryIsUnavailableWhateverElseItAnswers(int status) {
		this.server.answer("/schemas/ids/7", status, "secret");
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> registry().find(ID))
			.withMessage("The schema registry is unavailable: %s answered %d", this.server.url(), status);
	}

	@Test
	void redirectIsNotFollowedAndCredentialsStay() {
		this.server.answer("/schemas/ids/7", (exchange) -> {
			exchange.getResponseHeaders().add("Location", this.other.url() + "/schemas/ids/7");
			TestRegistry.send(exchange, 302, "");
		});
		ConfluentSchemaRegistry registry = registry(new RegistryCredentials("user", "pass", null), this.server.url());
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> registry.find(ID));
		assertThat(this.other.requests()).isEmpty();
		assertThat(this.server.authorizations()).containsExactly("Basic dXNlcjpwYXNz");
	}

	@Test
	void tokenGoesBeforeUserAndUserOfTheUrlIsTaken() {
		registry(new RegistryCredentials("user", "pass", "token"), this.server.url()).find(ID);
		registry(NONE, this.server.url().replace("http://", "http://me:word@")).find(ID);
		registry(NONE, this.server.url()).find(ID);
		assertThat(this.server.authorizations()).containsExactly("Bearer token", "Basic bWU6d29yZA==", "null");
	}

	@Test
	void credentialsAreNotInMessages() {
		this.server.answer("/schemas/ids/7", 401, "");
		ConfluentSchemaRegistry registry = registry(NONE, this.server.url().replace("http://", "http://me:word@"));
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> registry.find(ID))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("me:word").contains("answered 401"));
		assertThat(registry).hasToString("[" + this.server.url() + "]");
		assertThat(new RegistryCredentials("user", "pass", "token")).hasToString("RegistryCredentials");
	}

	@Test
	void nextUrlIsAskedWhereOneIsUnavailable() {
		this.server.answer("/schemas/ids/7", 503, "");
		this.other.schema(7, Written.ORDER);
		assertThat(registry(NONE, this.server.url(), this.other.url() + "/").find(ID).text())
			.isEqualTo(Written.ORDER.toString());
	}

	@Test
	void registryThatIsAwayIsUnavailable() {
		String url = this.other.url();
		this.other.close();
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> registry(NONE, url).find(ID))
			.withMessage("The schema registry is unavailable: %s: ConnectException", url);
	}

	@Test
	void registryThatAnswersSlowlyIsUnavailable() {
		this.server.answer("/schemas/ids/7", ConfluentSchemaRegistryTests::drip);
		ConfluentSchemaRegistry registry = new ConfluentSchemaRegistry(List.of(URI.create(this.server.url())), NONE,
				() -> null, Duration.ofMillis(300));
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> registry.find(ID))
			.withMessageContaining("SocketTimeoutException");
	}

	// Sends a byte now and then, until the client disconnects.
	private static void drip(HttpExchange exchange) {
		try {
			exchange.sendResponseHeaders(200, 0);
			Object pause = new Object();
			for (int i = 0; i < 10_000; i++) {
				exchange.getResponseBody().write(' ');
				exchange.getResponseBody().flush();
				synchronized (pause) {
					pause.wait(5);
				}
			}
		}
		catch (IOException | InterruptedException ex) {
			exchange.close();
		}
	}

	@Test
	void largeAnswerIsRefused() {
		this.server.answer("/schemas/ids/7", 200, " ".repeat(2 * 1024 * 1024));
		assertThatExceptionOfType(ChannelArgumentException.class).isThrownBy(() -> registry().find(ID))
			.withMessageContaining("at most 1 MB");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "secret", "[]", "{}", "{\"schema\":\"x\",\"schemaType\":\"XML\"}" })
	void malformedAnswerIsRefusedWithoutQuotingIt(String body) {
		this.server.answer("/schemas/ids/7", 200, body);
		assertThatExceptionOfType(ChannelArgumentException.class).isThrownBy(() -> registry().find(ID))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret", "XML"));
	}

	@Test
	void schemasAreBounded() {
		String deep = "{\"type\":\"array\",\"items\":".repeat(40) + "\"int\"" + "}".repeat(40);
		String deeper = "[".repeat(100_000);
		for (String text : List.of(deep, deeper)) {
			assertThatExceptionOfType(ChannelArgumentException.class)
				.isThrownBy(() -> AvroWriterSchema.parse(new SchemaDefinition(SchemaFormat.AVRO, text, List.of())))
				.withMessageContaining("a depth of 32");
		}
		assertThatExceptionOfType(ChannelArgumentException.class)
			.isThrownBy(() -> AvroWriterSchema.parse(new SchemaDefinition(SchemaFormat.AVRO, "secret", List.of())))
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("secret"));
	}

	@Test
	void idOfASchemaIsLookedUpAndNothingIsRegistered() {
		this.server.subject("a-value", 5);
		assertThat(registry().findId("a-value", new SchemaDefinition(SchemaFormat.AVRO, "\"int\"", List.of())))
			.isEqualTo(new SchemaId.Numeric(5));
		assertThat(registry().findId("a-value", null)).isEqualTo(new SchemaId.Numeric(5));
		assertThat(registry().findId("b-value", null)).isNull();
		assertThat(this.server.requests()).containsExactly("POST /subjects/a-value",
				"GET /subjects/a-value/versions/latest", "GET /subjects/b-value/versions/latest");
	}

	private ConfluentSchemaRegistry registry() {
		return registry(NONE, this.server.url());
	}

	private static ConfluentSchemaRegistry registry(RegistryCredentials credentials, String... urls) {
		return new ConfluentSchemaRegistry(List.of(urls).stream().map(URI::create).toList(), credentials, () -> null,
				Duration.ofSeconds(20));
	}

	private static Map<String, Object> schema(String text, String subject, int version) {
		return Map.of("schema", text, "references",
				List.of(Map.of("name", "a.B", "subject", subject, "version", version)));
	}

}
