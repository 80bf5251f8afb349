package io.amgi.autoconfigure;

import io.amgi.server.MessageServer;

/**
 * Customizes the builder of the {@link MessageServer} for one concern.
 */
@FunctionalInterface
interface MessageServerCustomizer {

	void customize(MessageServer.Builder builder);

}
