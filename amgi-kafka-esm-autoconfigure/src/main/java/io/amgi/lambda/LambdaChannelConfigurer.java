package io.amgi.lambda;

import java.util.List;

import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

import io.amgi.handler.AmgiChannelConfigurer;

/**
 * Adds Lambda's {@link com.amazonaws.services.lambda.runtime.Context} to channel methods.
 */
public final class LambdaChannelConfigurer implements AmgiChannelConfigurer {

	@Override
	public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
		resolvers.add(new ContextArgumentResolver());
	}

}
