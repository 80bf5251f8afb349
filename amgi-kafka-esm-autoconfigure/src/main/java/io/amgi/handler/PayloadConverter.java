package io.amgi.handler;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.MessageConverter;

/**
 * All converters of payloads and keys, each of which gets a {@link PayloadMessage}.
 */
final class PayloadConverter extends CompositeMessageConverter {

	private PayloadConverter(Collection<MessageConverter> converters) {
		super(converters);
	}

	static PayloadConverter of(List<AmgiChannelConfigurer> configurers) {
		List<MessageConverter> converters = new ArrayList<>();
		configurers.forEach((configurer) -> configurer.addMessageConverters(converters));
		return new PayloadConverter(converters);
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
		return (message instanceof ChannelMessage channelMessage) ? channelMessage.forConverters() : message;
	}

}
