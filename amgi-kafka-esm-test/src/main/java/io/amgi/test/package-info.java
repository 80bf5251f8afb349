/**
 * The test kit: events, a local event source mapping over a real broker, and an emulated
 * Lambda runtime. None of it needs AWS.
 */
@NullMarked
package io.amgi.test;

import org.jspecify.annotations.NullMarked;
