package io.amgi.lambda;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.ChannelMessage;

/**
 * Resolves {@link Context} parameters. Without Lambda there is none.
 */
final class ContextArgumentResolver implements HandlerMethodArgumentResolver {

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.getParameterType() == Context.class;
	}

	@Override
	public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
		Map<String, Object> extension = ChannelMessage.of(message).getScope().extensions().get("aws.lambda");
		if (extension == null && !parameter.isOptional()) {
			throw new ChannelArgumentException("expected Lambda's Context, but this is no invocation of Lambda");
		}
		return (extension != null) ? extension.get("context") : null;
	}

}
