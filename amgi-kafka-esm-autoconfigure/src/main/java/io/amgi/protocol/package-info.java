/**
 * The AMGI (Asynchronous Messaging Gateway Interface) 1.0 contract between a server and
 * an application, as of upstream 0.33.0.
 *
 * @see <a href="https://amgi.readthedocs.io/en/latest/">AMGI</a>
 */
@NullMarked
package io.amgi.protocol;

import org.jspecify.annotations.NullMarked;
