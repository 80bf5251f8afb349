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

package io.amgi.consumer;

import java.time.Duration;

import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;

/**
 * Restricts a container to polling and rebalancing, and leaves everything else to a
 * {@link PollDispatcher}. Commits, filters, interceptors and retries of the container are
 * disabled.
 */
final class SafeContainer {

	// Held records are not due before the end of a poll, which an empty topic makes last.
	private static final Duration MAX_POLL_TIMEOUT = Duration.ofMillis(100);

	private SafeContainer() {
	}

	static void configure(ConcurrentMessageListenerContainer<Object, Object> container, PollDispatcher dispatcher,
			ConsumerOptions options) {
		ContainerProperties properties = container.getContainerProperties();
		properties.setMessageListener(dispatcher);
		properties.setConsumerRebalanceListener(dispatcher);
		container.setBatchInterceptor(dispatcher);
		container.setRecordInterceptor(null);
		container.setCommonErrorHandler(new PollErrorHandler(options.backOffDelay()));
		commitNothing(properties);
		pollOften(properties, options.backOffDelay());
		properties.setShutdownTimeout(options.shutdownTimeout().toMillis());
	}

	private static void commitNothing(ContainerProperties properties) {
		properties.setAckMode(AckMode.MANUAL);
		properties.setAsyncAcks(false);
		properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
		properties.setKafkaAwareTransactionManager(null);
		properties.setSubBatchPerPartition(false);
		properties.setDeliveryAttemptHeader(false);
		properties.setFixTxOffsets(false);
		properties.setAdviceChain();
		// An observed container asks an admin client for the cluster's id, and blocks.
		properties.setObservationEnabled(false);
	}

	private static void pollOften(ContainerProperties properties, Duration backOffDelay) {
		long pollTimeout = Math.max(1,
				Math.min(properties.getPollTimeout(), Math.min(MAX_POLL_TIMEOUT.toMillis(), backOffDelay.toMillis())));
		// The threshold counts poll timeouts.
		properties
			.setNoPollThreshold(properties.getNoPollThreshold() * ((float) properties.getPollTimeout() / pollTimeout));
		properties.setPollTimeout(pollTimeout);
	}

}
