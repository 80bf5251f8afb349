/**
 * Auto-configuration of all that, and explanations of what can be wrong with it.
 */
@NullMarked
package io.amgi.autoconfigure;

import org.jspecify.annotations.NullMarked;
