package io.amgi.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.handler.ChannelArgumentException;

/**
 * Converts JSON by the application's mapper, whatever content type a message claims, and
 * fails without quoting the payload.
 */
final class JsonMessageConverter extends JacksonJsonMessageConverter {

	JsonMessageConverter(JsonMapper mapper) {
		super(mapper);
		setContentTypeResolver(null);
	}

	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		try {
			return super.convertFromInternal(message, targetClass, conversionHint);
		}
		catch (MessageConversionException ex) {
			if (ex.getCause() instanceof JacksonException failure && message.getPayload() instanceof byte[] json) {
				throw new ChannelArgumentException(JsonFailure.describe(failure, json));
			}
			throw ex;
		}
	}

}
