package io.amgi.autoconfigure;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.StringMessageConverter;

/**
 * Converts text, which is UTF-8 whatever content type a message claims. It does not ask
 * for headers, since a message makes their map only then.
 */
final class TextMessageConverter extends StringMessageConverter {

	TextMessageConverter() {
		setContentTypeResolver(null);
	}

	@Override
	protected boolean canConvertFrom(Message<?> message, Class<?> targetClass) {
		return supports(targetClass);
	}

	@Override
	protected Object convertFromInternal(Message<?> message, Class<?> targetClass, @Nullable Object conversionHint) {
		Object payload = message.getPayload();
		return (payload instanceof byte[] text) ? new String(text, StandardCharsets.UTF_8) : payload;
	}

}
