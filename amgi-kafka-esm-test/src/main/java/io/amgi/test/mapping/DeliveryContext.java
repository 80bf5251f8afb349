/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.mapping;

import org.springframework.util.unit.DataSize;

/**
 * State that all deliveries of a mapping share.
 *
 * @param invoker invokes the function
 * @param retries decides what follows a failure
 * @param destination receives records that are given up
 * @param listener is notified of everything
 * @param payloadLimit the maximum size of an event
 * @param stop signals the end
 */
record DeliveryContext(Invoker invoker, RetryPolicy retries, PersistentDestination destination,
		EventSourceMappingListener listener, DataSize payloadLimit, StopSignal stop) {

}
