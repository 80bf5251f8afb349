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

package io.amgi.idempotency;

import java.util.List;

import org.springframework.beans.factory.ListableBeanFactory;

import io.amgi.handler.ChannelDescriptor;

/**
 * The choice of a bean for a method: the one that it names, or the only one.
 *
 * @param <T> the type of the bean
 * @param beanFactory the beans
 * @param type the type of the bean
 * @param description the type in words
 * @param attribute the annotation's attribute that names the bean
 */
record BeanChoice<T>(ListableBeanFactory beanFactory, Class<T> type, String description, String attribute) {

	T choose(ChannelDescriptor channel, String name) {
		List<String> names = List.of(this.beanFactory.getBeanNamesForType(this.type));
		if (names.isEmpty()) {
			throw IdempotentMethods.invalid(channel,
					"has no %s: there is no bean of type %s".formatted(this.description, this.type.getName()),
					"Define such a bean.");
		}
		if (!name.isEmpty()) {
			return named(channel, name, names);
		}
		if (names.size() > 1) {
			throw IdempotentMethods.invalid(channel,
					"does not say which of several beans it uses: %s".formatted(String.join(", ", names)),
					"Name one, as in '@Idempotent(%s = \"%s\")'.".formatted(this.attribute, names.get(0)));
		}
		return this.beanFactory.getBean(names.get(0), this.type);
	}

	private T named(ChannelDescriptor channel, String name, List<String> names) {
		if (!names.contains(name)) {
			throw IdempotentMethods.invalid(channel,
					"names the %s '%s', but there is no such bean".formatted(this.description, name),
					"Name one of these beans: %s.".formatted(String.join(", ", names)));
		}
		return this.beanFactory.getBean(name, this.type);
	}

}
