package io.amgi.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.validation.Validator;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.handler.AmgiChannelConfigurer;

/**
 * What channel methods may look like by default: text as it is, all else from JSON.
 */
final class DefaultChannelConfigurer implements AmgiChannelConfigurer, Ordered {

	private final MessageConverter jsonConverter;

	private final @Nullable Validator validator;

	DefaultChannelConfigurer(ObjectProvider<JsonMapper> jsonMapper, ObjectProvider<Validator> validator) {
		this.jsonConverter = new JsonMessageConverter(jsonMapper.getIfAvailable(JsonMapper::new));
		this.validator = validator.getIfUnique();
	}

	@Override
	public void addMessageConverters(List<MessageConverter> converters) {
		converters.add(new TextMessageConverter());
		converters.add(this.jsonConverter);
	}

	@Override
	public @Nullable Validator getValidator() {
		return this.validator;
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
