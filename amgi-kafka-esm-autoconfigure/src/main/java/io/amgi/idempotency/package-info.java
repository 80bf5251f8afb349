/**
 * Idempotent channel methods: records that were handled before are recognised by a store.
 */
@NullMarked
package io.amgi.idempotency;

import org.jspecify.annotations.NullMarked;
