package io.amgi.test;

/**
 * A function in this process, which may let one know more of an invocation than it
 * responds.
 */
@FunctionalInterface
interface ObservableFunction extends LambdaFunction {

	byte[] invoke(byte[] event, Observation observation) throws Exception;

	@Override
	default byte[] invoke(byte[] event) throws Exception {
		return invoke(event, Observation.unobserved());
	}

}
