/**
 * Calls channel methods again that have failed.
 */
@NullMarked
package io.amgi.retry;

import org.jspecify.annotations.NullMarked;
