/**
 * Observations, meters and log fields of batches, records and sent messages.
 */
@NullMarked
package io.amgi.observation;

import org.jspecify.annotations.NullMarked;
