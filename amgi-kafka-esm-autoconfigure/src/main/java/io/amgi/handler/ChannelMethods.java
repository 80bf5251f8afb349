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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

import io.amgi.channel.AmgiChannel;
import io.amgi.channel.ChannelAddress;
import io.amgi.channel.ChannelRouter.Route;

/**
 * Finds the channel methods of all beans by the beans' types, without creating a bean for
 * it unless a method of it is final.
 */
final class ChannelMethods {

	private static final Log logger = LogFactory.getLog(ChannelMethods.class);

	private final ConfigurableListableBeanFactory beanFactory;

	private final ChannelMethodFactory factory;

	private final AddressParser addresses;

	private final List<ChannelInterceptor> interceptors;

	private final ChannelMethodOptions options;

	ChannelMethods(ConfigurableListableBeanFactory beanFactory, ChannelMethodFactory factory, AddressParser addresses,
			List<ChannelInterceptor> interceptors, ChannelMethodOptions options) {
		this.beanFactory = beanFactory;
		this.factory = factory;
		this.addresses = addresses;
		this.interceptors = interceptors;
		this.options = options;
	}

	List<Route<Channel>> find() {
		List<Route<Channel>> routes = new ArrayList<>();
		for (String name : this.beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null
					: AutoProxyUtils.determineTargetClass(this.beanFactory, name);
			if (type != null && isCandidate(type)) {
				find(type).forEach((method, channel) -> routes(name, type, method, channel).forEach(routes::add));
			}
		}
		return routes;
	}

	// Skips Spring's own beans, as for event listeners. They have no channels, and
	// inspecting their methods takes longer than inspecting all others.
	private static boolean isCandidate(Class<?> type) {
		return AnnotationUtils.isCandidateClass(type, AmgiChannel.class)
				&& (!type.getName().startsWith("org.springframework.")
						|| AnnotatedElementUtils.isAnnotated(ClassUtils.getUserClass(type), Component.class));
	}

	private static Map<Method, AmgiChannel> find(Class<?> type) {
		return MethodIntrospector.selectMethods(type, ChannelMethods::channel);
	}

	private static @Nullable AmgiChannel channel(Method method) {
		AmgiChannel channel = AnnotatedElementUtils.findMergedAnnotation(method, AmgiChannel.class);
		if (channel != null && AnnotatedElementUtils.hasAnnotation(method, Bean.class)) {
			logger.warn("Ignored @AmgiChannel on %s: a @Bean method is never a channel method".formatted(method));
			return null;
		}
		return channel;
	}

	private Stream<Route<Channel>> routes(String beanName, Class<?> type, Method method, AmgiChannel channel) {
		ChannelMethod channelMethod = channelMethod(beanName, type, method, channel);
		if (channel.value().length == 0) {
			throw new InvalidChannelMethodException(channelMethod, "has @AmgiChannel without an address",
					"Name one address or several, or take the annotation away.");
		}
		return Stream.of(channel.value()).map((address) -> {
			ChannelAddress parsed = parse(address, channelMethod);
			ChannelDescriptor descriptor = new ChannelDescriptor(parsed, beanName, type, method, channel.batch());
			return new Route<>(parsed, Channel.of(channelMethod, descriptor, this.interceptors));
		});
	}

	private ChannelMethod channelMethod(String beanName, Class<?> type, Method method, AmgiChannel channel) {
		Class<?> beanType = beanType(beanName, type, method);
		HandlerMethod handlerMethod = handlerMethod(beanName, beanType, method);
		Invocability.check(new HandlerMethod(beanName, this.beanFactory, method), beanType);
		return channel.batch() ? this.factory.batch(handlerMethod, bean(beanName))
				: this.factory.single(handlerMethod, bean(beanName));
	}

	// Whether a lazy bean is proxied shows when it is created. Nothing but a final method
	// is worth that.
	private Class<?> beanType(String beanName, Class<?> type, Method method) {
		if (Modifier.isFinal(method.getModifiers()) && !Modifier.isFinal(method.getDeclaringClass().getModifiers())) {
			return this.beanFactory.getBean(beanName).getClass();
		}
		Class<?> beanType = this.beanFactory.getType(beanName);
		return (beanType != null) ? beanType : type;
	}

	private HandlerMethod handlerMethod(String beanName, Class<?> beanType, Method method) {
		try {
			return new HandlerMethod(beanName, this.beanFactory, AopUtils.selectInvocableMethod(method, beanType));
		}
		catch (IllegalStateException ex) {
			throw new InvalidChannelMethodException(new HandlerMethod(beanName, this.beanFactory, method),
					"cannot be called on the proxy of its bean",
					Modifier.isPrivate(method.getModifiers()) ? "Make it package-private, protected or public."
							: "Declare it in an interface of the bean, or set '%s'."
								.formatted(this.options.proxySetting()));
		}
	}

	private Supplier<Object> bean(String beanName) {
		Supplier<Object> bean = () -> this.beanFactory.getBean(beanName);
		return this.beanFactory.isSingleton(beanName) ? SingletonSupplier.of(bean) : bean;
	}

	private ChannelAddress parse(String address, ChannelMethod method) {
		try {
			ChannelAddress parsed = this.addresses.parse(address);
			method.check(parsed);
			return parsed;
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidChannelMethodException(method, "has an invalid address: " + ex.getMessage(),
					"Correct the address.");
		}
	}

}
