/**
 * What is Kafka's alone: its parameter types, and its clients.
 */
@NullMarked
package io.amgi.kafka;

import org.jspecify.annotations.NullMarked;
