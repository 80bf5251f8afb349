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

package io.amgi.esm;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.amgi.esm.event.KafkaEvent;
import io.amgi.protocol.AmgiApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AllowedEventSourcesTests {

	private static final String ARN = "arn:aws:kafka:eu-west-1:123456789012:cluster/orders/8a5e";

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "b-1.orders.example.com:9098 | b-1.orders.example.com:9098",
					"*.orders.example.com:9098 | b-1.orders.example.com:9098",
					"*.Orders.example.COM | B-1.ORDERS.example.com:9094",
					"*.*.example.com | b-1.orders.example.com:9098,b-2.orders.example.com:9098",
					"*.example.com | a.example.com:1 , b.example.com:2", "10.0.0.1:9092 | 10.0.0.1:9092",
					"[::1]:9092 | [::1]:9092", "localhost | localhost:9092" })
	void serverThatMatchesIsTrusted(String pattern, String servers) {
		assertThatCode(() -> trust(pattern).check(event(servers, null))).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "*.example.com | evil-example.com:9098", "*.example.com | example.com:9098",
			"*.example.com | a.b.example.com:9098", "*.example.com | a.example.com.evil.org:9098",
			"*.example.com:9098 | a.example.com:9092", "*.example.com | a.example.com",
			"*.example.com | a.example.com:9098,evil.org:9098", "*.example.com | a.example.com:9098,",
			"*.example.com | a.example.com:9098@evil.org:9098", "*.example.com | evil.org:9098#a.example.com:9098",
			"*.example.com | PLAINTEXT://a.example.com:9098", "*.example.com | *.example.com:9098",
			"*.example.com | ..example.com:9098", "*.example.com | a.example.com:9098 evil.org:9098",
			"localhost | localhost.:9092", "[::1] | [::2]:9092", "a.example.com | a.example.com:99999999" })
	void serverThatDoesNotMatchIsNotTrusted(String pattern, String servers) {
		assertThatExceptionOfType(UntrustedEventException.class)
			.isThrownBy(() -> trust(pattern).check(event(servers, null)))
			.withMessageContaining("is not in spring.amgi.outbound.allowed-bootstrap-servers");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.", "-", "[:", "a.[" })
	void serverOfAnyLengthIsJudged(String part) {
		String server = part.repeat(1_000_000) + "a:9092";
		assertThatExceptionOfType(UntrustedEventException.class)
			.isThrownBy(() -> trust("*.example.com").check(event(server, null)))
			.withMessageContaining("is not in spring.amgi.outbound.allowed-bootstrap-servers")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400));
	}

	@Test
	void manyServersAreJudged() {
		assertThatCode(() -> trust("*.example.com")
			.check(event("a.example.com:9092,".repeat(100_000) + "b.example.com:1", null))).doesNotThrowAnyException();
	}

	@Test
	void patternOfAnyLengthIsRead() {
		String host = "a.".repeat(3000) + "b";
		assertThatCode(() -> trust(host).check(event(host + ":9092", null))).doesNotThrowAnyException();
	}

	@Test
	void eventWithoutServersIsNotTrustedWhereThereIsAList() {
		assertThatExceptionOfType(UntrustedEventException.class)
			.isThrownBy(() -> trust("*.example.com").check(event(null, null)));
	}

	@Test
	void oneOfSeveralPatternsSuffices() {
		assertThatCode(() -> sources(List.of("a.com", "b.com"), List.of()).check(event("a.com:1,b.com:2", null)))
			.doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "b-*.example.com", "", "a.example.com:port", "http://a", "a..b", "a,b" })
	void patternThatIsNoneIsRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> trust(pattern))
			.withMessageContaining("Invalid pattern '" + pattern + "'");
	}

	@Test
	void listedArnIsTrusted() {
		assertThatCode(() -> arns(ARN).check(event(null, ARN))).doesNotThrowAnyException();
	}

	@Test
	void otherArnIsNotTrusted() {
		assertThatExceptionOfType(UntrustedEventException.class)
			.isThrownBy(() -> arns(ARN, "self-managed").check(event(null, ARN + "\n2")))
			.withMessage("Event source '" + ARN + "\\u000a2' is not in spring.amgi.allowed-event-source-arns");
	}

	@Test
	void eventWithoutArnNeedsSelfManaged() {
		assertThatCode(() -> arns(ARN, "self-managed").check(event(null, null))).doesNotThrowAnyException();
		assertThatExceptionOfType(UntrustedEventException.class).isThrownBy(() -> arns(ARN).check(event(null, null)))
			.withMessageContaining("'self-managed'");
	}

	@Test
	void anyEventIsTrustedWithoutLists() {
		assertThatCode(() -> AllowedEventSources.ANY.check(event("evil.org:9092", "x"))).doesNotThrowAnyException();
	}

	@Test
	void untrustedEventFailsTheInvocationBeforeAnythingElse() {
		List<String> calls = new ArrayList<>();
		AmgiApplication application = (scope, receive, send) -> calls.add("application");
		KafkaEventSourceMapping mapping = TestMapping.builder(application).invocationHooks(List.of((event, context) -> {
			calls.add("hook");
			return null;
		})).messageSends((servers) -> {
			throw new AssertionError("opened");
		}).allowedSources(List.of("*.example.com"), List.of()).build();
		assertThatExceptionOfType(UntrustedEventException.class)
			.isThrownBy(() -> mapping.handle(EventJson.event().record("orders", 0, 1).stream(), null));
		assertThat(calls).isEmpty();
	}

	private static AllowedEventSources trust(String pattern) {
		return sources(List.of(pattern), List.of());
	}

	private static AllowedEventSources arns(String... arns) {
		return sources(List.of(), List.of(arns));
	}

	private static AllowedEventSources sources(List<String> servers, List<String> arns) {
		return new AllowedEventSources(new AllowList("spring.amgi.outbound.allowed-bootstrap-servers", servers),
				new AllowList("spring.amgi.allowed-event-source-arns", arns));
	}

	private static KafkaEvent event(String servers, String arn) {
		return new KafkaEvent("aws:kafka", arn, servers, List.of());
	}

}
