package io.amgi.handler;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.ClassUtils;

/**
 * Describes methods and parameters as short as they can be found by.
 */
final class Descriptions {

	private Descriptions() {
	}

	static String of(HandlerMethod method) {
		return Arrays.stream(method.getMethod().getParameterTypes())
			.map(ClassUtils::getShortName)
			.collect(Collectors.joining(", ",
					ClassUtils.getShortName(method.getBeanType()) + "." + method.getMethod().getName() + "(", ")"));
	}

	static String of(MethodParameter parameter) {
		String name = parameter.getParameterName();
		return (name != null) ? "parameter '" + name + "'" : "parameter " + parameter.getParameterIndex();
	}

}
