package io.amgi.architecture.violation.kafka;

import io.amgi.esm.OnNack;

/**
 * A type of {@code kafka} that uses {@code esm}, which the rules must find.
 */
public class UsesEsm {

	public OnNack used;

}
