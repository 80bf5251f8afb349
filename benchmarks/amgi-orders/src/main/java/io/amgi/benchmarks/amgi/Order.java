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

package io.amgi.benchmarks.amgi;

import java.math.BigDecimal;
import java.util.List;

/**
 * A customer's order.
 *
 * @param id the order's id
 * @param items what is ordered
 */
record Order(String id, List<Item> items) {

	BigDecimal total() {
		return this.items.stream()
			.map((item) -> item.price().multiply(BigDecimal.valueOf(item.quantity())))
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	/**
	 * An item of an order.
	 *
	 * @param article the article's id
	 * @param quantity how many of it
	 * @param price the price of one
	 */
	record Item(String article, int quantity, BigDecimal price) {

	}

}
