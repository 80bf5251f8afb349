/**
 * Decodes the JSON of events to records.
 */
@NullMarked
package io.amgi.esm.event;

import org.jspecify.annotations.NullMarked;
