package io.amgi.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.ChannelMessage;

/**
 * Resolves {@link KafkaKey @KafkaKey} parameters.
 */
final class KafkaKeyArgumentResolver implements HandlerMethodArgumentResolver {

	private final Map<MethodParameter, ResolvableType> types = new ConcurrentHashMap<>();

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(KafkaKey.class);
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		boolean optional = parameter.getParameterType() == Optional.class;
		byte[] bytes = KafkaBinding.key(ChannelMessage.of(message));
		if (bytes == null && (!parameter.isOptional() || parameter.getParameterType().isPrimitive())) {
			throw new ChannelArgumentException("expected a key but the record has none");
		}
		ResolvableType type = this.types.computeIfAbsent(parameter, KafkaKeyArgumentResolver::type);
		Object key = RecordKeys.read(bytes, type, ChannelMessage.of(message));
		return optional ? Optional.ofNullable(key) : key;
	}

	private static ResolvableType type(MethodParameter parameter) {
		ResolvableType type = ResolvableType.forMethodParameter(parameter);
		return (parameter.getParameterType() == Optional.class) ? type.getGeneric() : type;
	}

}
