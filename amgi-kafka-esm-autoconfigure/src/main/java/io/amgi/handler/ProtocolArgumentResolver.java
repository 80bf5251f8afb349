package io.amgi.handler;

import java.util.function.Function;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Resolves parameters of one type of AMGI itself.
 *
 * @param <T> the type
 */
final class ProtocolArgumentResolver<T> implements HandlerMethodArgumentResolver {

	private final Class<T> type;

	private final Function<ChannelMessage, T> argument;

	ProtocolArgumentResolver(Class<T> type, Function<ChannelMessage, T> argument) {
		this.type = type;
		this.argument = argument;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == this.type;
	}

	@Override
	public Object resolveArgument(MethodParameter parameter, Message<?> message) {
		return this.argument.apply(ChannelMessage.of(message));
	}

}
