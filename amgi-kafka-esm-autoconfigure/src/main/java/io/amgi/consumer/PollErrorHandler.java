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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ListenerUtils;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Handles what fails around polls. It neither commits nor seeks.
 */
final class PollErrorHandler implements CommonErrorHandler {

	private static final Log logger = LogFactory.getLog(PollErrorHandler.class);

	private final Duration delay;

	/**
	 * Creates an error handler.
	 * @param delay the time until the next poll
	 */
	PollErrorHandler(Duration delay) {
		this.delay = delay;
	}

	@Override
	public boolean isAckAfterHandle() {
		return false;
	}

	@Override
	public void handleOtherException(Exception failure, Consumer<?, ?> consumer, MessageListenerContainer container,
			boolean batchListener) {
		logger.error("Couldn't poll", failure);
		if (failure instanceof InvalidOffsetException) {
			container.stopAbnormally(() -> {
			});
			return;
		}
		try {
			ListenerUtils.stoppableSleep(container, this.delay.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	// The records are held, regardless of the failure.
	@Override
	public void handleBatch(Exception failure, ConsumerRecords<?, ?> records, Consumer<?, ?> consumer,
			MessageListenerContainer container, Runnable invokeListener) {
		logger.error("Couldn't handle a poll", failure);
	}

	@Override
	public <K, V> ConsumerRecords<K, V> handleBatchAndReturnRemaining(Exception failure, ConsumerRecords<?, ?> records,
			Consumer<?, ?> consumer, MessageListenerContainer container, Runnable invokeListener) {
		handleBatch(failure, records, consumer, container, invokeListener);
		return ConsumerRecords.empty();
	}

}
