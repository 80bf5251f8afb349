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

import javax.sql.DataSource;

/**
 * An {@link IdempotencyStore} that takes part in Spring's transactions of a
 * {@link DataSource}: claims and completions of a transaction are rolled back with it,
 * and others that claim the same keys wait for its end.
 */
public interface TransactionalIdempotencyStore extends IdempotencyStore {

	/**
	 * Returns the connections to the store's database.
	 * @return the data source, whose transactions the store takes part in
	 */
	DataSource getDataSource();

}
