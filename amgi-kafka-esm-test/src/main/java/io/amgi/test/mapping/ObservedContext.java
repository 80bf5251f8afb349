package io.amgi.test.mapping;

import java.time.Duration;

import io.amgi.test.TestLambdaContext;

/**
 * The context of an invocation that is observed.
 */
final class ObservedContext extends TestLambdaContext {

	private final Observation observation;

	ObservedContext(Duration timeLeft, Observation observation) {
		super(timeLeft);
		this.observation = observation;
	}

	Observation observation() {
		return this.observation;
	}

}
