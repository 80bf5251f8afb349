/**
 * An idempotency store in a relational database.
 */
@NullMarked
package io.amgi.idempotency.jdbc;

import org.jspecify.annotations.NullMarked;
