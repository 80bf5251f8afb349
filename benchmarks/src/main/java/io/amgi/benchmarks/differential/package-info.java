/**
 * Shows that two builds of the library behave alike: runs the same random events through
 * each, in a JVM of its own, and compares the transcripts. Uses only names that users
 * write against, so that its classes run on builds whose internals differ.
 */
@NullMarked
package io.amgi.benchmarks.differential;

import org.jspecify.annotations.NullMarked;
