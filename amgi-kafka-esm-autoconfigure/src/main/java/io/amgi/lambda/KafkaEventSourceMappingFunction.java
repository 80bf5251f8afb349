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
