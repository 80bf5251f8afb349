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
