/**
 * Channels: where messages come in, and which one an address belongs to.
 */
@NullMarked
package io.amgi.channel;

import org.jspecify.annotations.NullMarked;
