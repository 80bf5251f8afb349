/**
 * Runs the application as a Kafka consumer group: the same server behind a Spring Kafka
 * listener container.
 */
@NullMarked
package io.amgi.consumer;

import org.jspecify.annotations.NullMarked;
