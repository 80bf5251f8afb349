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
