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

package io.amgi.idempotency;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyExpressionTests {

	private static final List<String> VARIABLES = List.of("order", "region", "bean", "map");

	private final Bean bean = new Bean();

	@Test
	void readsComponentsOfRecords() {
		assertThat(evaluate("#order.id")).isEqualTo("A-1");
		assertThat(evaluate("#order.lines[0].item")).isEqualTo("teapot");
	}

	@Test
	void readsPropertiesAndEntries() {
		assertThat(evaluate("#bean.name")).isEqualTo("bean");
		assertThat(evaluate("#map['id']")).isEqualTo("M-1");
	}

	@Test
	void combines() {
		assertThat(evaluate("{#region, #order.id}")).isEqualTo(List.of("eu", "A-1"));
		assertThat(evaluate("#region + '/' + #order.id")).isEqualTo("eu/A-1");
		assertThat(evaluate("#order?.id ?: #region")).isEqualTo("A-1");
		assertThat(evaluate("#region == 'eu' ? 1 : 2")).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "T(java.lang.Runtime).getRuntime()", "@orders.next()", "new java.util.Date()",
			"#bean.setName('x')", "#bean.name = 'x'", "#bean.count++", "#order.lines.![item]", "#order.lines.?[true]",
			"{id: #order.id}", "#region matches 'x'", "2 ^ 99", "#root.region", "#this", "#ordr.id", "#region.", "" })
	void expressionThatDoesMoreThanReadIsRejected(String expression) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyExpression.parse(expression, VARIABLES));
	}

	@ParameterizedTest
	@MethodSource
	void mistakeIsNamed(String expression, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> KeyExpression.parse(expression, VARIABLES))
			.withMessage(message);
	}

	static Stream<Arguments> mistakeIsNamed() {
		return Stream.of(Arguments.of("#ordr.id", "there is no '#ordr', only [order, region, bean, map]"),
				Arguments.of("@orders", "'@orders' is not allowed (bean reference)"));
	}

	@Test
	void failureDoesNotQuoteTheRecord() {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> evaluate("#bean.failing"))
			.withMessageNotContaining("secret")
			.withNoCause();
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> evaluate("#order.none"))
			.withMessage("The idempotency key '#order.none' cannot be evaluated: PROPERTY_OR_FIELD_NOT_READABLE")
			.withNoCause();
	}

	@Test
	void nothingIsWrittenByAnIndexOutOfBounds() {
		assertThatExceptionOfType(InvalidKeyException.class).isThrownBy(() -> evaluate("#order.lines[7].item"));
		assertThat(this.bean.writes).hasValue(0);
	}

	private Object evaluate(String expression) {
		return KeyExpression.parse(expression, VARIABLES).evaluate((setter) -> {
			setter.set("order", new Order("A-1", List.of(new Line("teapot"))));
			setter.set("region", "eu");
			setter.set("bean", this.bean);
			setter.set("map", Map.of("id", "M-1"));
		});
	}

	record Order(String id, List<Line> lines) {

	}

	record Line(String item) {

	}

	/**
	 * A bean with a property that may be written.
	 */
	public static class Bean {

		private final AtomicInteger writes = new AtomicInteger();

		public String getName() {
			return "bean";
		}

		public void setName(String name) {
			this.writes.incrementAndGet();
		}

		public int getCount() {
			return 1;
		}

		public void setCount(int count) {
			this.writes.incrementAndGet();
		}

		public String getFailing() {
			throw new IllegalStateException("secret");
		}

	}

}
