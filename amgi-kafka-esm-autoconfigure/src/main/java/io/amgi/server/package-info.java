/**
 * Runs an application over batches of records: groups, workers, deadline, scope sessions,
 * outcome and dead letters. {@link io.amgi.server.MessageServer} is the entrance.
 */
@NullMarked
package io.amgi.server;

import org.jspecify.annotations.NullMarked;
