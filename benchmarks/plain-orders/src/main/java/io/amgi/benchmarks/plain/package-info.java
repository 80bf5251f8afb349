/**
 * The orders sample as one writes it without this library: what it is compared with.
 */
@NullMarked
package io.amgi.benchmarks.plain;

import org.jspecify.annotations.NullMarked;
