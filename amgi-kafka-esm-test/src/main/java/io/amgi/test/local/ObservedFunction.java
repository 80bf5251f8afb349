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
 * The application's function, of the same types as the one that is deployed, which also
 * tells why records were not acknowledged: that is not in the response.
 *
 * @param mapping what handles the events
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
