/**
 * Test kit: events, a local event source mapping and a Lambda emulator.
 */
@NullMarked
package io.amgi.test;

import org.jspecify.annotations.NullMarked;
