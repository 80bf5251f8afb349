/**
 * Measurements of what is not public.
 */
@NullMarked
package io.amgi.esm;

import org.jspecify.annotations.NullMarked;
