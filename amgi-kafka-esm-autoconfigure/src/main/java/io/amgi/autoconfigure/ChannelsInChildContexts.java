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

package io.amgi.autoconfigure;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

import io.amgi.channel.AmgiChannel;
import io.amgi.protocol.AmgiApplication;

/**
 * Warns of channel methods in child contexts, which are not found: records of their
 * topics are treated as records without a channel.
 */
final class ChannelsInChildContexts implements ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog(ChannelsInChildContexts.class);

	private static final MetadataLookup<Boolean> IS_CHANNEL = (
			method) -> AnnotatedElementUtils.hasAnnotation(method, AmgiChannel.class) ? Boolean.TRUE : null;

	private final ApplicationContext context;

	ChannelsInChildContexts(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() != this.context
				&& event.getApplicationContext() instanceof ConfigurableApplicationContext child
				&& child.getBeanNamesForType(AmgiApplication.class, true, false).length == 0) {
			warn(channels(child.getBeanFactory()));
		}
	}

	private static List<String> channels(ConfigurableListableBeanFactory beanFactory) {
		return Arrays.stream(beanFactory.getBeanNamesForType(Object.class, true, false))
			.filter((name) -> hasChannel(AutoProxyUtils.determineTargetClass(beanFactory, name)))
			.toList();
	}

	private static boolean hasChannel(@Nullable Class<?> type) {
		return type != null && AnnotationUtils.isCandidateClass(type, AmgiChannel.class)
				&& !MethodIntrospector.selectMethods(type, IS_CHANNEL).isEmpty();
	}

	private static void warn(List<String> beans) {
		if (!beans.isEmpty()) {
			logger.warn("Ignored @AmgiChannel methods of %s: their context is a child of the event source mapping's"
				.formatted(beans));
		}
	}

}
