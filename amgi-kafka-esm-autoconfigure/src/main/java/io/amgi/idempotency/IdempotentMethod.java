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

import org.jspecify.annotations.Nullable;

/**
 * An idempotent channel method.
 *
 * @param recordKeys the default keys, or {@code null} if there is an expression
 * @param expressionKeys the keys by an expression, or {@code null} if there is none
 * @param store the store
 * @param transaction the transactions of the method, or {@code null} if it has none
 */
record IdempotentMethod(@Nullable RecordKeys recordKeys, @Nullable ExpressionKeys expressionKeys,
		IdempotencyStore store, @Nullable StoreTransaction transaction) {

}
