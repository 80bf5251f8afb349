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

package io.amgi.idempotency;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.amgi.handler.ChannelMessage;

/**
 * Passes on which records were recognised.
 *
 * @param listeners the listeners
 */
record Duplicates(List<DuplicateListener> listeners) {

	private static final Log logger = LogFactory.getLog(Duplicates.class);

	void add(ChannelMessage message) {
		if (logger.isDebugEnabled()) {
			logger.debug("Record '%s' was handled before".formatted(message.getEvent().id()));
		}
		for (DuplicateListener listener : this.listeners) {
			try {
				listener.recognized(message);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener of duplicates has failed", ex);
			}
		}
	}

}
