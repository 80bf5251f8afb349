package io.amgi.handler;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.support.AbstractNamedValueMethodArgumentResolver;
import org.springframework.util.Assert;

/**
 * Resolves {@link Header @Header} parameters: the sender's headers are UTF-8 text, which
 * is then converted, unless the parameter wants their bytes.
 */
final class HeaderArgumentResolver extends AbstractNamedValueMethodArgumentResolver {

	HeaderArgumentResolver(ConversionService conversionService, ConfigurableBeanFactory beanFactory) {
		super(conversionService, beanFactory);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(Header.class);
	}

	/**
	 * Returns whether a header is asked for by the name of the parameter.
	 * @param parameter the method parameter
	 * @return whether its annotation names none
	 */
	static boolean isNamedBy(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return header != null && header.name().isEmpty();
	}

	@Override
	protected NamedValueInfo createNamedValueInfo(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		Assert.state(header != null, "No @Header");
		return new HeaderInfo(header);
	}

	@Override
	protected @Nullable Object resolveArgumentInternal(MethodParameter parameter, Message<?> message, String name) {
		Object header = ChannelMessage.of(message).getHeader(name);
		if (header instanceof byte[] bytes && parameter.getNestedParameterType() != byte[].class) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return header;
	}

	@Override
	protected void handleMissingValue(String name, MethodParameter parameter, Message<?> message) {
		throw new ChannelArgumentException("expected a header '%s' but the message has none".formatted(name));
	}

	/**
	 * What an annotation says of a header.
	 */
	private static final class HeaderInfo extends NamedValueInfo {

		HeaderInfo(Header header) {
			super(header.name(), header.required(), header.defaultValue());
		}

	}

}
