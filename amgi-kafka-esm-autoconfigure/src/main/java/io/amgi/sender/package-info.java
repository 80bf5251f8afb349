/**
 * The way out of a handler: turns objects into {@code message.send} and remembers what a
 * record has sent, until it is confirmed.
 */
@NullMarked
package io.amgi.sender;

import org.jspecify.annotations.NullMarked;
