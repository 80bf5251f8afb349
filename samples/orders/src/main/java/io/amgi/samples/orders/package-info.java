/**
 * An order service behind a Kafka event source mapping.
 */
@NullMarked
package io.amgi.samples.orders;

import org.jspecify.annotations.NullMarked;
