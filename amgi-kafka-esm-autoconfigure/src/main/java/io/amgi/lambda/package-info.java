/**
 * What is Lambda's alone: the function that its runtime calls.
 */
@NullMarked
package io.amgi.lambda;

import org.jspecify.annotations.NullMarked;
