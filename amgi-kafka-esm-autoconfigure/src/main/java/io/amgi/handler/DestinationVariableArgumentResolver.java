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

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.convert.ConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.ValueConstants;
import org.springframework.messaging.handler.annotation.support.AbstractNamedValueMethodArgumentResolver;
import org.springframework.util.Assert;

/**
 * Resolves {@link DestinationVariable @DestinationVariable} parameters from the message's
 * address.
 */
final class DestinationVariableArgumentResolver extends AbstractNamedValueMethodArgumentResolver {

	DestinationVariableArgumentResolver(ConversionService conversionService, ConfigurableBeanFactory beanFactory) {
		super(conversionService, beanFactory);
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(DestinationVariable.class);
	}

	/**
	 * Returns whether an address parameter is asked for by the name of the method's.
	 * @param parameter the method parameter
	 * @return whether its annotation names none
	 */
	static boolean isNamedBy(MethodParameter parameter) {
		DestinationVariable variable = parameter.getParameterAnnotation(DestinationVariable.class);
		return variable != null && variable.value().isEmpty();
	}

	/**
	 * Returns the name of the address parameter that a method parameter wants.
	 * @param parameter the method parameter
	 * @return the name
	 */
	static String name(MethodParameter parameter) {
		DestinationVariable variable = parameter.getParameterAnnotation(DestinationVariable.class);
		Assert.state(variable != null, "No @DestinationVariable");
		return variable.value().isEmpty() ? String.valueOf(parameter.getParameterName()) : variable.value();
	}

	@Override
	protected NamedValueInfo createNamedValueInfo(MethodParameter parameter) {
		return new VariableInfo(name(parameter));
	}

	@Override
	protected @Nullable Object resolveArgumentInternal(MethodParameter parameter, Message<?> message, String name) {
		return ChannelMessage.of(message).getParameters().get(name);
	}

	@Override
	protected void handleMissingValue(String name, MethodParameter parameter, Message<?> message) {
		throw new ChannelArgumentException("expected a parameter '%s' in the address".formatted(name));
	}

	/**
	 * An address parameter as its annotation describes it.
	 */
	private static final class VariableInfo extends NamedValueInfo {

		VariableInfo(String name) {
			super(name, true, ValueConstants.DEFAULT_NONE);
		}

	}

}
