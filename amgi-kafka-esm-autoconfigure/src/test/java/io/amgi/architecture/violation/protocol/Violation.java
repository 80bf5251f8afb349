package io.amgi.architecture.violation.protocol;

import org.springframework.core.Ordered;

/**
 * A protocol type that uses Spring, which the package rules must find.
 */
public class Violation implements Ordered {

	@Override
	public int getOrder() {
		return 0;
	}

}
