/**
 * A development run of an application on this machine, and its console.
 * {@link io.amgi.test.local.LocalKafka} is where to begin.
 */
@NullMarked
package io.amgi.test.local;

import org.jspecify.annotations.NullMarked;
