/**
 * Consumer groups, side by side with Spring Kafka's batch listener and Confluent's
 * parallel consumer.
 */
@NullMarked
package io.amgi.benchmarks.consumer;

import org.jspecify.annotations.NullMarked;
