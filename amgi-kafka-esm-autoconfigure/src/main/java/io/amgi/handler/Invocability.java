/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.handler;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletionStage;

import org.springframework.aop.SpringProxy;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.messaging.handler.HandlerMethod;

/**
 * Rejects methods that start but do not do what they seem to.
 */
final class Invocability {

	private static final String ASYNC = "org.springframework.scheduling.annotation.Async";

	private Invocability() {
	}

	/**
	 * Checks a method.
	 * @param method the method
	 * @param beanType the type of its bean, possibly a proxy's
	 * @throws InvalidChannelMethodException if it would run on the proxy, without the
	 * bean's fields, or be acknowledged before it has run
	 */
	static void check(HandlerMethod method, Class<?> beanType) {
		boolean classProxy = SpringProxy.class.isAssignableFrom(beanType) && !Proxy.isProxyClass(beanType);
		if (classProxy && Modifier.isFinal(method.getMethod().getModifiers())) {
			throw new InvalidChannelMethodException(method,
					"is final, so that it would run on the proxy of its bean, which has none of the bean's fields",
					"Take 'final' away. Kotlin's plugin 'spring' opens classes with their methods.");
		}
		if (isAsync(method) && !CompletionStage.class.isAssignableFrom(method.getMethod().getReturnType())) {
			throw new InvalidChannelMethodException(method,
					"is @Async without a result, so that a record would be acknowledged before it is handled",
					"Take @Async away, as records are handled side by side without it, or return a CompletableFuture.");
		}
	}

	private static boolean isAsync(HandlerMethod method) {
		return isAsync(method.getMethod()) || isAsync(method.getBeanType());
	}

	private static boolean isAsync(AnnotatedElement element) {
		return MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).isPresent(ASYNC);
	}

}
