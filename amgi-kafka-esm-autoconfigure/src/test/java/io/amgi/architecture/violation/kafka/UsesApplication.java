package io.amgi.architecture.violation.kafka;

import io.amgi.handler.AnnotatedApplication;

/**
 * A type of {@code kafka} that uses more of {@code handler} than its configurer, which
 * the rules must find.
 */
public class UsesApplication {

	public AnnotatedApplication used;

}
