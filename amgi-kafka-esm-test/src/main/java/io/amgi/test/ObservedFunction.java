package io.amgi.test;

import java.io.InputStream;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.messaging.Message;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.server.BatchOutcome;

/**
 * The application's function, of the same types as the one that is deployed, which also
 * tells why records were not acknowledged: that is not in the response.
 *
 * @param mapping what handles the events
 */
record ObservedFunction(KafkaEventSourceMapping mapping) implements Function<Message<InputStream>, byte[]> {

	@Override
	public byte[] apply(Message<InputStream> message) {
		return apply(message.getPayload(), message.getHeaders().get(AWSLambdaUtils.AWS_CONTEXT, Context.class));
	}

	byte[] apply(InputStream event, @Nullable Context context) {
		BatchOutcome outcome = this.mapping.process(event, context);
		if (context instanceof LocalContext local) {
			local.observation().nacked(outcome.nacks());
		}
		return this.mapping.respond(outcome).toJson();
	}

}
