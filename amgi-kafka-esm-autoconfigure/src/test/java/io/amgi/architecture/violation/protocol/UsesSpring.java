package io.amgi.architecture.violation.protocol;

import org.springframework.core.Ordered;

/**
 * A protocol type that uses Spring, which the rules must find.
 */
public class UsesSpring {

	public Ordered used;

}
