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

package io.amgi.test.local;

import java.io.InputStream;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.messaging.Message;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.BatchOutcome;
import io.amgi.test.mapping.Observation;

/**
 * The application's function, with the same types as the deployed one. It also reports
 * why records were not acknowledged, which the response does not contain.
 *
 * @param mapping the mapping that handles the events
 */
record ObservedFunction(KafkaEventSourceMapping mapping) implements Function<Message<InputStream>, byte[]> {

	@Override
	public byte[] apply(Message<InputStream> message) {
		Context context = message.getHeaders().get(AWSLambdaUtils.AWS_CONTEXT, Context.class);
		BatchOutcome outcome = this.mapping.process(message.getPayload(), context);
		Observation.of(context).ifPresent((observation) -> observation.nacked(outcome.nacks()));
		return this.mapping.respond(outcome).toJson();
	}

}
