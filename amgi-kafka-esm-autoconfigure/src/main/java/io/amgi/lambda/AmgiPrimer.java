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

package io.amgi.lambda;

import java.util.List;

/**
 * Supplies records that channel methods handle at the end of Init, so that the first
 * event finds their code loaded. What they send is confirmed and thrown away, and nobody
 * else is told of them: no interceptor, middleware, observer or hook, so nothing is
 * claimed or counted either. Everything else that a method does happens for real. It does
 * not happen in tests, nor where {@code spring.amgi.lambda.priming.mode} rules it out.
 */
@FunctionalInterface
public interface AmgiPrimer {

	/**
	 * Returns the records to handle. They are handled as records of one event.
	 * @return the records
	 */
	List<PrimingRecord> records();

}
