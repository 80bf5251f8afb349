package io.amgi.test.mapping;

import org.springframework.util.unit.DataSize;

/**
 * What all deliveries of a mapping share.
 *
 * @param invoker invokes the function
 * @param retries decides what follows a failure
 * @param destination takes what is given up
 * @param listener is told of everything
 * @param payloadLimit how large an event is at most
 * @param stop tells when to end
 */
record DeliveryContext(Invoker invoker, RetryPolicy retries, PersistentDestination destination,
		EventSourceMappingListener listener, DataSize payloadLimit, StopSignal stop) {

}
