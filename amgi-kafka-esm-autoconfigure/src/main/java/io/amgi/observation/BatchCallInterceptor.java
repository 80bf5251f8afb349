/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
