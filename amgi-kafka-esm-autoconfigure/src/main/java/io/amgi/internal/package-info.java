/**
 * Helpers that several packages need. No API: anything here may change.
 */
@NullMarked
package io.amgi.internal;

import org.jspecify.annotations.NullMarked;
