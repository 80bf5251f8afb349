/**
 * What users can write on the library's extension points alone.
 */
@NullMarked
package io.amgi.extension;

import org.jspecify.annotations.NullMarked;
