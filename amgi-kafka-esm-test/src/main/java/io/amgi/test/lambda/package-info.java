/**
 * An emulated Lambda runtime that runs a package under Lambda's runtime client in a
 * process of its own. {@link io.amgi.test.lambda.LambdaRuntimeEmulator} is where to
 * begin.
 */
@NullMarked
package io.amgi.test.lambda;

import org.jspecify.annotations.NullMarked;
