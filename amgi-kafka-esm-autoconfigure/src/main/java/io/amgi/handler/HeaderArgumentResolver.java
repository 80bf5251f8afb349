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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.support.AbstractNamedValueMethodArgumentResolver;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Resolves {@link Header @Header} parameters. A list, a set or an array gets all values
 * of a name, and anything else the first one.
 */
final class HeaderArgumentResolver extends AbstractNamedValueMethodArgumentResolver implements CheckedArgumentResolver {

	private final Map<MethodParameter, HeaderType> types = new ConcurrentHashMap<>();

	private final ConversionService conversionService;

	private final HeaderReader reader;

	HeaderArgumentResolver(ConversionService conversionService, ConfigurableBeanFactory beanFactory,
			HeaderReader reader) {
		super(conversionService, beanFactory);
		this.conversionService = conversionService;
		this.reader = reader;
	}

	@Override
	public boolean supportsParameter(MethodParameter parameter) {
		return parameter.hasParameterAnnotation(Header.class);
	}

	/**
	 * Returns whether a header is asked for by the name of the parameter.
	 * @param parameter the method parameter
	 * @return whether its annotation names none
	 */
	static boolean isNamedBy(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		return header != null && header.name().isEmpty();
	}

	@Override
	protected NamedValueInfo createNamedValueInfo(MethodParameter parameter) {
		Header header = parameter.getParameterAnnotation(Header.class);
		Assert.state(header != null, "No @Header");
		return new HeaderInfo(header);
	}

	@Override
	protected @Nullable Object resolveArgumentInternal(MethodParameter parameter, Message<?> message, String name) {
		HeaderType type = this.types.computeIfAbsent(parameter, HeaderType::of);
		ChannelMessage channelMessage = ChannelMessage.of(message);
		if (type.isContainer()) {
			List<@Nullable Object> values = values(name, type.element(), channelMessage);
			return values.isEmpty() ? null : type.collect(values);
		}
		Object header = channelMessage.getHeader(name);
		return (header instanceof byte[] bytes) ? this.reader.read(name, bytes, type.element(), channelMessage)
				: header;
	}

	private List<@Nullable Object> values(String name, ResolvableType type, ChannelMessage message) {
		List<@Nullable Object> values = new ArrayList<>();
		for (Object header : message.getHeaders(name)) {
			if (header instanceof byte[] bytes) {
				values.addAll(this.reader.readAll(name, bytes, type, message));
			}
			else {
				values.add(header);
			}
		}
		TypeDescriptor element = new TypeDescriptor(type, null, null);
		values.replaceAll((value) -> this.conversionService.convert(value, TypeDescriptor.forObject(value), element));
		return values;
	}

	/**
	 * {@inheritDoc} Types of the JDK may be had from headers in JSON, and only there.
	 */
	@Override
	public void check(HandlerMethod method, MethodParameter parameter) {
		Class<?> type = HeaderType.of(parameter.nestedIfOptional()).element().toClass();
		if (!type.isPrimitive() && !type.getName().startsWith("java.") && !type.isArray()
				&& !this.conversionService.canConvert(String.class, type)) {
			throw new InvalidChannelMethodException(method,
					"has %s of type %s, which no header is converted to".formatted(Descriptions.of(parameter),
							ClassUtils.getShortName(type)),
					"Take text, bytes, a number or another type that the conversion service makes of text, "
							+ "or add a Converter from String.");
		}
	}

	@Override
	protected void handleMissingValue(String name, MethodParameter parameter, Message<?> message) {
		throw new ChannelArgumentException("expected a header '%s' but the message has none".formatted(name));
	}

	/**
	 * A header as its annotation describes it.
	 */
	private static final class HeaderInfo extends NamedValueInfo {

		HeaderInfo(Header header) {
			super(header.name(), header.required(), header.defaultValue());
		}

	}

}
