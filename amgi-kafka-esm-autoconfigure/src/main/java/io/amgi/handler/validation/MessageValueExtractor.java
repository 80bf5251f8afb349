package io.amgi.handler.validation;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;
import org.springframework.messaging.Message;

/**
 * Makes constraints on a message's payload known to Bean Validation, as in
 * {@code Message<@Valid Order>}.
 */
public final class MessageValueExtractor implements ValueExtractor<Message<@ExtractedValue ?>> {

	@Override
	public void extractValues(Message<?> message, ValueReceiver receiver) {
		receiver.value(null, message.getPayload());
	}

}
