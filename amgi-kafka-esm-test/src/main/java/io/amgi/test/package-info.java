/**
 * The test kit: everything that a function needs to be tested without AWS.
 */
@NullMarked
package io.amgi.test;

import org.jspecify.annotations.NullMarked;
