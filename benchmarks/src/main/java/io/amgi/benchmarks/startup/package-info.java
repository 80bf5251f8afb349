/**
 * Measurements of whole functions under Lambda's runtime client, beside the same function
 * written without this library.
 */
@NullMarked
package io.amgi.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
