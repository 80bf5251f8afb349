/**
 * What validation says of messages, without their values.
 */
@NullMarked
package io.amgi.handler.validation;

import org.jspecify.annotations.NullMarked;
