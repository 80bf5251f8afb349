package io.amgi.test;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;

/**
 * An application in this process as Lambda starts and invokes it. It starts with its
 * mapping, and whoever invokes it without one starts it with the first event. Either way
 * it has no brokers but those that its events come from.
 */
final class MainClassFunction implements ObservableFunction {

	private final Class<?> mainClass;

	private @Nullable ObservedFunctionInvoker invoker;

	MainClassFunction(Class<?> mainClass) {
		this.mainClass = mainClass;
	}

	@Override
	public void start(KafkaConnectionDetails broker) {
		started(broker);
	}

	private synchronized ObservedFunctionInvoker started(KafkaConnectionDetails broker) {
		if (this.invoker == null) {
			this.invoker = ObservedFunctionInvoker.start(this.mainClass, broker);
		}
		return this.invoker;
	}

	@Override
	public byte[] invoke(byte[] event, Observation observation) throws Exception {
		return started(event).function().invoke(event, observation);
	}

	private synchronized ObservedFunctionInvoker started(byte[] event) {
		return (this.invoker != null) ? this.invoker : started(LocalBrokerConnectionDetails.ofEvent(event));
	}

	@Override
	public synchronized void close() {
		if (this.invoker != null) {
			this.invoker.close();
			this.invoker = null;
		}
	}

}
