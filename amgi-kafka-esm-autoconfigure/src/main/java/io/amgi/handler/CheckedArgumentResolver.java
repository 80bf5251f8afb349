package io.amgi.handler;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * A resolver that says at start-up which parameters no message has an argument for.
 */
interface CheckedArgumentResolver extends HandlerMethodArgumentResolver {

	/**
	 * Checks a parameter.
	 * @param method the method
	 * @param parameter the parameter, which the resolver supports
	 * @throws InvalidChannelMethodException if it could never be resolved
	 */
	void check(HandlerMethod method, MethodParameter parameter);

}
