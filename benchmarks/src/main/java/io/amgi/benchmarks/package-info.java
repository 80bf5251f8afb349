/**
 * What an event costs, beside what it costs without this library. Nothing of this is
 * published.
 */
@NullMarked
package io.amgi.benchmarks;

import org.jspecify.annotations.NullMarked;
