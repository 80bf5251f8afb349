/**
 * The contract of Kafka event source mappings: takes an event, lets the server run the
 * application over its records, and answers Lambda.
 */
@NullMarked
package io.amgi.esm;

import org.jspecify.annotations.NullMarked;
