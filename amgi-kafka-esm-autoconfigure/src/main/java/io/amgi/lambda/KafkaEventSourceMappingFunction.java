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

package io.amgi.lambda;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.messaging.Message;

import io.amgi.esm.KafkaEventSourceMapping;

/**
 * The function that Spring Cloud Function's {@code FunctionInvoker} calls. Its types are
 * those that Spring Cloud Function passes through as they are: it neither reads nor logs
 * the event, and the response does not meet the application's JSON settings.
 */
public final class KafkaEventSourceMappingFunction implements Function<Message<InputStream>, byte[]> {

	private final KafkaEventSourceMapping mapping;

	/**
	 * Creates a function.
	 * @param mapping what handles the events
	 */
	public KafkaEventSourceMappingFunction(KafkaEventSourceMapping mapping) {
		this.mapping = mapping;
	}

	@Override
	public byte[] apply(Message<InputStream> message) {
		Context context = message.getHeaders().get(AWSLambdaUtils.AWS_CONTEXT, Context.class);
		return this.mapping.handle(event(message), context).toJson();
	}

	// Behind a router or another function the event has been read already.
	private static InputStream event(Message<?> message) {
		Object event = message.getPayload();
		if (event instanceof byte[] bytes) {
			return new ByteArrayInputStream(bytes);
		}
		return (event instanceof String text) ? new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))
				: (InputStream) event;
	}

}
