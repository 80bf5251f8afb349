/**
 * Payload formats: Avro, Protobuf, Kafka's own (de)serializers and schema registries, as
 * converters of spring-messaging.
 */
@NullMarked
package io.amgi.payload;

import org.jspecify.annotations.NullMarked;
