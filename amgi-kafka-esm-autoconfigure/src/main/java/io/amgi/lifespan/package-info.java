/**
 * The lifespan session with an AMGI application, tied to the life of the application
 * context.
 */
@NullMarked
package io.amgi.lifespan;

import org.jspecify.annotations.NullMarked;
