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

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.converter.JacksonJsonMessageConverter;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.ClassUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.NullPayloadException;
import io.amgi.handler.PreparableConverter;
import io.amgi.payload.FramedJson;
import io.amgi.sender.OutboundConversionException;

/**
 * Converts JSON with the application's mapper, whatever content type a message claims,
 * and fails without quoting the payload. It does not read the headers, because a message
 * creates their map on first access, and it resolves a parameter's type only once.
 */
final class JsonMessageConverter extends JacksonJsonMessageConverter implements PreparableConverter {

	private final Map<MethodParameter, ObjectReader> readers = new ConcurrentHashMap<>();

	JsonMessageConverter(JsonMapper mapper) {
		super(mapper);
		setContentTypeResolver(null);
	}

	// Jackson finds the deserializer with the reader.
	@Override
	public boolean prepare(MethodParameter parameter) {
		this.readers.computeIfAbsent(parameter, this::reader);
		return true;
	}

	@Override
	protected boolean canConvertFrom(Message<?> message, @Nullable Class<?> targetClass) {
		return targetClass != null;
	}

	@Override
	protected @Nullable Object convertFromInternal(Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		if (message.getPayload() instanceof byte[] json && !targetClass.isInstance(json)) {
			Object value = read(json, message, targetClass, conversionHint);
			if (value == null) {
				throw new NullPayloadException(
						"expected %s at $ but found null".formatted(ClassUtils.getShortName(targetClass)));
			}
			return value;
		}
		return super.convertFromInternal(message, targetClass, conversionHint);
	}

	private @Nullable Object read(byte[] payload, Message<?> message, Class<?> targetClass,
			@Nullable Object conversionHint) {
		byte[] json = FramedJson.body(payload);
		try {
			if (conversionHint instanceof MethodParameter parameter) {
				return this.readers.computeIfAbsent(parameter, this::reader).readValue(json);
			}
			if (conversionHint instanceof ResolvableType type) {
				return getJsonMapper().readValue(json, javaType(type));
			}
			return super.convertFromInternal(
					(json != payload) ? MessageBuilder.createMessage(json, message.getHeaders()) : message, targetClass,
					conversionHint);
		}
		catch (JacksonException ex) {
			throw new ChannelArgumentException(describe(ex, payload, json));
		}
		catch (MessageConversionException ex) {
			if (ex.getCause() instanceof JacksonException failure) {
				throw new ChannelArgumentException(describe(failure, payload, json));
			}
			throw ex;
		}
	}

	// If the content of the frame is not JSON either, reports the frame.
	private static String describe(JacksonException failure, byte[] payload, byte[] json) {
		return JsonFailure.describe(failure, (failure instanceof DatabindException) ? json : payload);
	}

	@Override
	protected @Nullable Object convertToInternal(Object payload, @Nullable MessageHeaders headers,
			@Nullable Object conversionHint) {
		try {
			return super.convertToInternal(payload, headers, conversionHint);
		}
		catch (MessageConversionException ex) {
			if (ex.getCause() instanceof JacksonException failure) {
				throw new OutboundConversionException(JsonFailure.describe(failure));
			}
			throw ex;
		}
	}

	// Does once what the superclass does for each message.
	private ObjectReader reader(MethodParameter parameter) {
		Class<?> view = getSerializationView(parameter);
		ObjectReader reader = (view != null) ? getJsonMapper().readerWithView(view) : getJsonMapper().reader();
		return reader.forType(getJsonMapper().constructType(type(parameter.nestedIfOptional())));
	}

	private static Type type(MethodParameter parameter) {
		MethodParameter payload = Message.class.isAssignableFrom(parameter.getParameterType()) ? parameter.nested()
				: parameter;
		return GenericTypeResolver.resolveType(payload.getNestedGenericParameterType(), payload.getContainingClass());
	}

	// Does not pass the reflective type, because Jackson cannot resolve its type
	// variables.
	private JavaType javaType(ResolvableType type) {
		TypeFactory types = getJsonMapper().getTypeFactory();
		if (type.isArray()) {
			return types.constructArrayType(javaType(type.getComponentType()));
		}
		JavaType[] arguments = arguments(type).map(this::javaType).toArray(JavaType[]::new);
		return (arguments.length > 0) ? types.constructParametricType(type.toClass(), arguments)
				: types.constructType(type.toClass());
	}

	// Type arguments of a bound may refer to it recursively, as in T extends
	// Comparable<T>.
	private static Stream<ResolvableType> arguments(ResolvableType type) {
		boolean declared = type.getType() instanceof ParameterizedType || !type.hasUnresolvableGenerics();
		return declared ? Stream.of(type.getGenerics()) : Stream.empty();
	}

}
