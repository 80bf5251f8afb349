/**
 * Kafka event source mappings as an AMGI server: decodes an event, runs the application
 * over its records, collects their outcomes and answers Lambda.
 */
@NullMarked
package io.amgi.esm;

import org.jspecify.annotations.NullMarked;
