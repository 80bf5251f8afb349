package io.amgi.observation;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.Interception;

/**
 * Observes the calls of batch methods. Those of other methods are observed by record.
 */
public final class BatchCallInterceptor implements ChannelInterceptor {

	@Override
	public boolean supports(ChannelDescriptor channel) {
		return channel.isBatch();
	}

	@Override
	public @Nullable Interception open(ChannelCall call) {
		ObservedBatch batch = ObservedBatch.current();
		if (batch == null) {
			return null;
		}
		ObservedProcess process = batch.startCall(call.channel(),
				call.messages().stream().map((message) -> message.getEvent().id()).toList());
		return new CallObservation(process.observation());
	}

	/**
	 * Opens the scope of the observation around the method.
	 *
	 * @param observation the observation
	 */
	private record CallObservation(Observation observation) implements Interception {

		@Override
		public void invoke(Handling next) throws Exception {
			try (Observation.Scope scope = this.observation.openScope()) {
				next.proceed();
			}
		}

	}

}
