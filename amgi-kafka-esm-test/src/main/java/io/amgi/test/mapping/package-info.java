/**
 * A Kafka event source mapping without AWS: polls a real broker, invokes a function, and
 * retries, splits, filters and commits as Lambda does.
 * {@link io.amgi.test.mapping.LocalEventSourceMapping} is where to begin.
 */
@NullMarked
package io.amgi.test.mapping;

import org.jspecify.annotations.NullMarked;
