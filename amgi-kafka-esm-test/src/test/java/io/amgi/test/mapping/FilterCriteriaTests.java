package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FilterCriteriaTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":["x","y"]}                         | {"a":"y"}
			{"a":[1]}                               | {"a":1.0}
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
		assertThat(criteria.matches("b".getBytes())).isTrue();
		assertThat(criteria.matches("c".getBytes())).isFalse();
	}

	@Test
	void withoutPatternsEverythingMatches() {
		assertThat(FilterCriteria.none().matches(null)).isTrue();
	}

	@Test
	void tombstonesAndOtherEncodingsDoNotMatch() {
		FilterCriteria criteria = FilterCriteria.of("{\"value\":[{\"anything-but\":\"x\"}]}");
		assertThat(criteria.matches(null)).isFalse();
		assertThat(criteria.matches(new byte[] { (byte) 0xC3 })).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"key\":[\"a\"]}", "{}", "[]", "{\"value\":[\"a\"],\"topic\":[\"b\"]}", "{\"value\":7}",
			"{\"value\":{\"a\":7}}", "{\"value\":{\"a\":[[1]]}}", "{\"value\":{\"a\":[{\"cidr\":\"10.0.0.0/8\"}]}}",
			"{\"value\":{\"a\":[{\"numeric\":[\">\"]}]}}", "{\"value\":{\"a\":[{\"numeric\":[\"~\",1]}]}}",
			"{\"value\":{\"a\":[{\"anything-but\":{\"prefix\":\"us-\"}}]}}",
			"{\"value\":{\"a\":[{\"anything-but\":[[\"x\"]]}]}}", "{\"value\":{\"a\":[{\"prefix\":5}]}}",
			"{\"value\":{\"a\":[{\"suffix\":[\"a\"]}]}}", "{\"value\":{\"a\":[{\"exists\":\"no\"}]}}" })
	void whatIsNotKnownIsRefused(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> FilterCriteria.of(pattern))
			.withMessageContaining("ilter");
	}

	private static boolean matches(String pattern, String value) {
		return FilterCriteria.of("{\"value\":" + pattern + "}").matches(value.getBytes(StandardCharsets.UTF_8));
	}

}
