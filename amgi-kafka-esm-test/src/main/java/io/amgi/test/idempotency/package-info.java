/**
 * The contract of idempotency stores, as tests.
 */
@NullMarked
package io.amgi.test.idempotency;

import org.jspecify.annotations.NullMarked;
