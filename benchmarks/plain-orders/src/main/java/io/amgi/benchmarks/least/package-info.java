/**
 * The least that any function takes: how near to it the sample can come.
 */
@NullMarked
package io.amgi.benchmarks.least;

import org.jspecify.annotations.NullMarked;
