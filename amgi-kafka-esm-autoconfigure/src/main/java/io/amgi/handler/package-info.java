/**
 * Bean methods as channels: finds them, resolves their arguments, invokes them and
 * acknowledges the message.
 */
@NullMarked
package io.amgi.handler;

import org.jspecify.annotations.NullMarked;
