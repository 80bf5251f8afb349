package io.amgi.handler;

import java.util.Collection;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.MessageConverter;

/**
 * All converters of payloads. To those that ask for a content type, the header is text.
 */
final class PayloadConverter extends CompositeMessageConverter {

	PayloadConverter(Collection<MessageConverter> converters) {
		super(converters);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass) {
		return super.fromMessage(readable(message), targetClass);
	}

	@Override
	public @Nullable Object fromMessage(Message<?> message, Class<?> targetClass, @Nullable Object conversionHint) {
		return super.fromMessage(readable(message), targetClass, conversionHint);
	}

	private static Message<?> readable(Message<?> message) {
		return (message instanceof ChannelMessage channelMessage) ? channelMessage.withContentTypeAsText() : message;
	}

}
