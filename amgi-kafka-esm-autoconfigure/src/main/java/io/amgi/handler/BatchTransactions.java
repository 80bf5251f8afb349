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

package io.amgi.handler;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.messaging.handler.HandlerMethod;

/**
 * Rejects batch methods in a transaction that a failure at one message rolls back as a
 * whole, although earlier messages are acknowledged.
 */
final class BatchTransactions {

	private static final String SPRING = "org.springframework.transaction.annotation.Transactional";

	private static final String JAKARTA = "jakarta.transaction.Transactional";

	private static final String[] RULES = { "noRollbackFor", "noRollbackForClassName", "dontRollbackOn" };

	private BatchTransactions() {
	}

	/**
	 * Checks a batch method.
	 * @param method the method
	 * @throws InvalidChannelMethodException if each of its exceptions rolls its
	 * transaction back
	 */
	static void check(HandlerMethod method) {
		if (transactions(method).anyMatch((transaction) -> !isKeptOnFailure(transaction))) {
			throw new InvalidChannelMethodException(method,
					"is transactional, so that a failure at one message rolls back what was done for those that "
							+ "are acknowledged",
					"Declare 'noRollbackFor = BatchRecordException.class', or handle single messages in a transaction.");
		}
	}

	private static Stream<MergedAnnotation<?>> transactions(HandlerMethod method) {
		return Stream
			.of(MergedAnnotations.from(method.getMethod(), SearchStrategy.TYPE_HIERARCHY),
					MergedAnnotations.from(method.getBeanType(), SearchStrategy.TYPE_HIERARCHY))
			.map(BatchTransactions::find)
			.filter(MergedAnnotation::isPresent)
			.limit(1);
	}

	private static MergedAnnotation<?> find(MergedAnnotations annotations) {
		MergedAnnotation<?> annotation = annotations.get(SPRING);
		return annotation.isPresent() ? annotation : annotations.get(JAKARTA);
	}

	private static boolean isKeptOnFailure(MergedAnnotation<?> transaction) {
		return Arrays.stream(RULES)
			.anyMatch((rule) -> transaction.getValue(rule).filter(Object[].class::isInstance).isPresent()
					&& transaction.getValue(rule, Object[].class).orElseThrow().length > 0);
	}

}
