/**
 * What is Lambda's alone: the function that its runtime calls, and the extension that
 * makes it send SIGTERM.
 */
@NullMarked
package io.amgi.lambda;

import org.jspecify.annotations.NullMarked;
