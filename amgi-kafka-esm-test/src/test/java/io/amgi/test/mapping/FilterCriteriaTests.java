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

package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@ExtendWith(OutputCaptureExtension.class)
class FilterCriteriaTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":["x","y"]}                         | {"a":"y"}
			{"a":[1]}                               | {"a":1}
			{"a":[3.0e2]}                           | {"a":3.0e2}
			{"a":[{"numeric":["=",300]}]}           | {"a":3.0e2}
			{"a":[""]}                              | {"a":""}
			{"a":[{"equals-ignore-case":"alice"}]}  | {"a":"ALICE"}
			{"a":[{"prefix":{"equals-ignore-case":"eventb"}}]} | {"a":"EventBridge"}
			{"a":[{"suffix":{"equals-ignore-case":"BRIDGE"}}]} | {"a":"EventBridge"}
			{"a":[{"anything-but":{"prefix":"us-"}}]} | {"a":"eu-west-1"}
			{"a":[{"anything-but":{"prefix":["us-","eu-"]}}]} | {"a":"ap-east-1"}
			{"a":[{"anything-but":{"prefix":"us-"}}]} | {"a":1}
			{"a":[{"anything-but":{"suffix":".png"}}]} | {"a":"a.jpg"}
			{"a":[{"anything-but":{"suffix":[".png",".jpg"]}}]} | {"a":"a.gif"}
			{"a":[{"anything-but":{"equals-ignore-case":"init"}}]} | {"a":"done"}
			{"a":[{"anything-but":{"equals-ignore-case":["init","done"]}}]} | {"a":"gone"}
			{"a":[{"anything-but":{"wildcard":"*/lib/*"}}]} | {"a":"/usr/bin/x"}
			{"a":[{"anything-but":{"wildcard":["a*b","*c*c"]}}]} | {"a":"abc"}
			{"a":[{"anything-but":{"wildcard":"a\\\\*"}}]} | {"a":"ab"}
			{"a":[{"anything-but":[1,2]}]}          | {"a":3}
			{"$or":[{"a":["x"]},{"b":[1]}]}         | {"a":"x"}
			{"$or":[{"a":["x"]},{"b":[1]}]}         | {"b":1}
			{"$or":[{"a":["x"]},{"b":[1]}],"c":[1]} | {"b":1,"c":1}
			{"a":{"$or":[{"b":["x"]},{"$or":[{"c":["y"]},{"d":["z"]}]}]}} | {"a":{"d":"z"}}
			{"a":{"$or":[{"b":["x"]},{"c":["x"]}]}} | {"a":[{"b":"w"},{"c":"x"}]}
			{"a":[{"exists":false}]}                | {"a":{"b":1}}
			{"a":[{"exists":true}]}                 | {"a":[1]}
			{"a":[true]}                            | {"a":true}
			{"a":[null]}                            | {"a":null}
			{"a":[{"prefix":"AB"}]}                 | {"a":"ABC"}
			{"a":[{"suffix":".png"}]}               | {"a":"b.png"}
			{"a":[{"numeric":[">",0,"<=",5]}]}      | {"a":5}
			{"a":[{"numeric":["=",5]}]}             | {"a":5}
			{"a":[{"exists":true}]}                 | {"a":null}
			{"a":[{"exists":false}]}                | {"b":1}
			{"a":[{"anything-but":["x","y"]}]}      | {"a":"z"}
			{"a":[{"anything-but":"x"}]}            | {"a":1}
			{"a":{"b":["x"]},"c":[1]}               | {"a":{"b":"x"},"c":1}
			{"a":["x",{"prefix":"z"}]}              | {"a":"zz"}
			{"a":["x"]}                             | {"a":["w","x"]}
			{"a":{"b":["x"]}}                       | {"a":[{"b":"w"},{"b":"x"}]}
			{"a":{"b":{"c":["x"]},"d":[1]}}         | {"a":[{"b":[{"c":"x"}],"d":1},{}]}
			{"a":{"b":[{"exists":false}]}}          | {"a":[]}
			["plain"]                               | plain
			[{"prefix":"pl"}]                       | plain
			[{"anything-but":["error"]}]            | plain
			["5"]                                   | 5
			""")
	void valueMatches(String pattern, String value) {
		assertThat(matches(pattern, value)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":["x","y"]}                         | {"a":"z"}
			{"a":["1"]}                             | {"a":1}
			{"a":[300]}                             | {"a":300.0}
			{"a":[300]}                             | {"a":3.0e2}
			{"a":[300.0]}                           | {"a":3.0e2}
			{"a":["alice"]}                         | {"a":"ALICE"}
			{"a":[{"equals-ignore-case":"alice"}]}  | {"a":"bob"}
			{"a":[{"prefix":{"equals-ignore-case":"eventb"}}]} | {"a":"bridge"}
			{"a":[{"suffix":"longer than it"}]}     | {"a":"it"}
			{"a":[{"anything-but":{"prefix":"us-"}}]} | {"a":"us-east-1"}
			{"a":[{"anything-but":{"prefix":"us-"}}]} | {"b":"eu-west-1"}
			{"a":[{"anything-but":{"suffix":[".png",".jpg"]}}]} | {"a":"a.jpg"}
			{"a":[{"anything-but":{"equals-ignore-case":"init"}}]} | {"a":"INIT"}
			{"a":[{"anything-but":{"wildcard":"*/lib/*"}}]} | {"a":"/usr/lib/x"}
			{"a":[{"anything-but":{"wildcard":["a*b","*c*c"]}}]} | {"a":"ccc"}
			{"a":[{"anything-but":{"wildcard":"a\\\\*"}}]} | {"a":"a*"}
			{"a":[{"anything-but":"x"}]}            | {"a":{"b":"y"}}
			{"$or":[{"a":["x"]},{"b":[1]}]}         | {"a":"y","b":2}
			{"$or":[{"a":["x"]},{"b":[1]}],"c":[1]} | {"b":1,"c":2}
			{"a":[{"exists":true}]}                 | {"a":{"b":1}}
			{"a":[{"exists":true}]}                 | {"a":[]}
			{"a":[1]}                               | {"a":"1"}
			{"a":[null]}                            | {"b":1}
			{"a":[{"prefix":"AB"}]}                 | {"a":"CAB"}
			{"a":[{"prefix":"1"}]}                  | {"a":1}
			{"a":[{"suffix":".png"}]}               | {"a":"png."}
			{"a":[{"numeric":[">",0,"<=",5]}]}      | {"a":0}
			{"a":[{"numeric":[">",0,"<=",5]}]}      | {"a":6}
			{"a":[{"numeric":["<",5]}]}             | {"a":"4"}
			{"a":[{"exists":true}]}                 | {"b":1}
			{"a":[{"exists":false}]}                | {"a":1}
			{"a":[{"anything-but":["x","y"]}]}      | {"a":"y"}
			{"a":[{"anything-but":["x","y"]}]}      | {"b":"z"}
			{"a":{"b":["x"]},"c":[1]}               | {"a":{"b":"x"},"c":2}
			{"a":["x"]}                             | x
			{"a":{"b":["x"]}}                       | {"a":[{"b":"w"},{"c":"x"},"x"]}
			{"a":{"b":["x"],"c":[1]}}               | {"a":[{"b":"x","c":2},{"b":"w","c":1}]}
			{"a":{"b":["x"]}}                       | {"a":[]}
			{"a":[{"exists":false}]}                | plain
			["x"]                                   | {"a":"x"}
			[{"anything-but":["error"]}]            | error
			[{"anything-but":["error"]}]            | {"a":1}
			""")
	void valueDoesNotMatch(String pattern, String value) {
		assertThat(matches(pattern, value)).isFalse();
	}

	@Test
	void onePatternOfSeveralIsEnough() {
		FilterCriteria criteria = FilterCriteria.of("{\"value\":[\"a\"]}", "{\"value\":[\"b\"]}");
		assertThat(criteria.matches(record("b"))).isTrue();
		assertThat(criteria.matches(record("c"))).isFalse();
	}

	@Test
	void withoutPatternsEverythingMatches() {
		assertThat(FilterCriteria.none().matches(record(null))).isTrue();
	}

	@Test
	void tombstonesAndOtherEncodingsDoNotMatch() {
		FilterCriteria criteria = FilterCriteria.of("{\"value\":[{\"anything-but\":\"x\"}]}");
		assertThat(criteria.matches(record(null))).isFalse();
		assertThat(criteria.matches(new ConsumerRecord<>("orders", 0, 1, null, new byte[] { (byte) 0xC3 }))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"topic\":[\"orders\"]}", "{\"topic\":[{\"prefix\":\"ord\"}],\"value\":[\"v\"]}",
			"{\"partition\":[3]}", "{\"offset\":[{\"numeric\":[\">=\",7]}]}", "{\"timestamp\":[1596480920837]}",
			"{\"timestampType\":[\"CREATE_TIME\"]}", "{\"key\":{\"id\":[1]}}", "{\"headers\":{\"type\":[\"b\"]}}",
			"{\"headers\":{\"none\":[{\"exists\":false}]}}", "{\"headers\":{\"empty\":[\"\"]}}",
			"{\"$or\":[{\"topic\":[\"x\"]},{\"partition\":[3],\"value\":[\"v\"]}]}" })
	void otherFieldsMatchAndAreWarnedOf(String pattern, CapturedOutput output) {
		assertThat(FilterCriteria.of(pattern).matches(whole())).isTrue();
		assertThat(output).contains("WARN").contains("AWS documents filters of Kafka's records on 'value' alone");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"topic\":[\"Orders\"]}", "{\"topic\":[\"orders\"],\"value\":[\"w\"]}",
			"{\"partition\":[\"3\"]}", "{\"offset\":[{\"numeric\":[\">\",7]}]}", "{\"key\":[\"{}\"]}",
			"{\"key\":{\"id\":[2]}}", "{\"headers\":{\"type\":[\"c\"]}}",
			"{\"headers\":{\"binary\":[{\"exists\":true}]}}",
			"{\"$or\":[{\"topic\":[\"x\"]},{\"partition\":[3],\"value\":[\"w\"]}]}" })
	void otherFieldsDoNotMatch(String pattern) {
		assertThat(FilterCriteria.of(pattern).matches(whole())).isFalse();
	}

	@Test
	void patternOnTheValueIsNotWarnedOf(CapturedOutput output) {
		FilterCriteria.of("{\"value\":[\"a\"]}");
		assertThat(output).doesNotContain("WARN");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"Key\":[\"a\"]}", "{}", "[]", "{\"value\":[\"a\"],\"topic\":\"b\"}", "{\"value\":7}",
			"{\"value\":{\"a\":7}}", "{\"value\":{\"a\":[[1]]}}", "{\"value\":{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}}",
			"{\"value\":{\"a\":[{\"numeric\":[\">\"]}]}}", "{\"value\":{\"a\":[{\"numeric\":[\"~\",1]}]}}",
			"{\"value\":{\"a\":[{\"anything-but\":{\"cidr\":\"10.0.0.0/8\"}}]}}",
			"{\"value\":{\"a\":[{\"anything-but\":[]}]}}", "{\"value\":{\"a\":[{\"anything-but\":{\"prefix\":5}}]}}",
			"{\"value\":{\"a\":[{\"wildcard\":\"a*\"}]}}", "{\"value\":{\"a\":[{\"equals-ignore-case\":5}]}}",
			"{\"value\":{\"$or\":[{\"a\":[1]}]}}", "{\"$or\":[]}", "{\"value\":{\"$or\":{\"a\":[1]}}}",
			"{\"value\":{\"a\":[{\"anything-but\":[[\"x\"]]}]}}", "{\"value\":{\"a\":[{\"prefix\":5}]}}",
			"{\"value\":{\"a\":[{\"suffix\":[\"a\"]}]}}", "{\"value\":{\"a\":[{\"exists\":\"no\"}]}}" })
	void unknownPatternIsRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> FilterCriteria.of(pattern))
			.withMessageContaining("ilter");
	}

	private static boolean matches(String pattern, String value) {
		return FilterCriteria.of("{\"value\":" + pattern + "}").matches(record(value));
	}

	private static ConsumerRecord<byte[], byte[]> record(@Nullable String value) {
		return new ConsumerRecord<>("orders", 0, 1, null,
				(value != null) ? value.getBytes(StandardCharsets.UTF_8) : null);
	}

	private static ConsumerRecord<byte[], byte[]> whole() {
		RecordHeaders headers = new RecordHeaders(
				new Header[] { new RecordHeader("type", "a".getBytes()), new RecordHeader("type", "b".getBytes()),
						new RecordHeader("binary", new byte[] { (byte) 0xC3 }), new RecordHeader("empty", null) });
		return new ConsumerRecord<>("orders", 3, 7, 1596480920837L, TimestampType.CREATE_TIME, 0, 0,
				"{\"id\":1}".getBytes(), "v".getBytes(), headers, Optional.empty());
	}

}
