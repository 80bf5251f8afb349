package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.messaging.converter.CompositeMessageConverter;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.converter.StringMessageConverter;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * The resolvers for the parameters of channel methods.
 */
final class ArgumentResolvers {

	private final ParameterNameDiscoverer parameterNames = DefaultParameterNameDiscoverer.getSharedInstance();

	private final List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();

	private final MessageConverter converter;

	private final HandlerMethodArgumentResolver payloadResolver;

	ArgumentResolvers(List<AmgiChannelConfigurer> configurers, MessageConverter jsonConverter) {
		List<MessageConverter> converters = new ArrayList<>();
		configurers.forEach((configurer) -> {
			configurer.addArgumentResolvers(this.resolvers);
			configurer.addMessageConverters(converters);
		});
		this.resolvers.add(new MessageSenderArgumentResolver());
		converters.add(text());
		converters.add(jsonConverter);
		this.converter = new CompositeMessageConverter(converters);
		this.payloadResolver = new PayloadArgumentResolver(this.converter);
	}

	/**
	 * Returns what converts payloads, also those to send.
	 * @return the converter
	 */
	MessageConverter converter() {
		return this.converter;
	}

	// A header named "contentType" is the sender's business.
	private static MessageConverter text() {
		StringMessageConverter converter = new StringMessageConverter();
		converter.setContentTypeResolver(null);
		return converter;
	}

	/**
	 * Finds the resolvers for a method's parameters.
	 * @param method the method
	 * @return a resolver per parameter
	 * @throws InvalidChannelMethodException if more than one parameter is the payload
	 */
	List<HandlerMethodArgumentResolver> of(ChannelMethod method) {
		List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>();
		for (MethodParameter parameter : method.getMethodParameters()) {
			parameter.initParameterNameDiscovery(this.parameterNames);
			HandlerMethodArgumentResolver resolver = of(parameter);
			int payload = resolvers.indexOf(this.payloadResolver);
			if (resolver == this.payloadResolver && payload >= 0) {
				throw method.invalid(
						"has two payload parameters: %s and %s".formatted(
								ArgumentException.describe(method.getMethodParameters()[payload]),
								ArgumentException.describe(parameter)),
						"Keep one of them. A parameter is the payload if it is annotated with @Payload or nothing else is known of it.");
			}
			resolvers.add(resolver);
		}
		return resolvers;
	}

	private HandlerMethodArgumentResolver of(MethodParameter parameter) {
		if (parameter.hasParameterAnnotation(Payload.class)) {
			return this.payloadResolver;
		}
		return this.resolvers.stream()
			.filter((resolver) -> resolver.supportsParameter(parameter))
			.findFirst()
			.orElse(this.payloadResolver);
	}

}
