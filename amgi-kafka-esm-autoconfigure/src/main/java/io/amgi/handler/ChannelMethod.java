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

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.DestinationVariable;

import io.amgi.channel.ChannelAddress;

/**
 * A bean method that handles a channel's messages. Its bean is asked for with the first
 * of them.
 */
abstract class ChannelMethod extends HandlerMethod {

	private final Supplier<Object> bean;

	private final ArgumentValidation validation;

	private final ReturnValue returnValue;

	ChannelMethod(HandlerMethod method, Supplier<Object> bean, ArgumentValidation validation, ReturnValue returnValue) {
		super(method);
		this.bean = bean;
		this.validation = validation;
		this.returnValue = returnValue;
	}

	@Override
	public final Object getBean() {
		return this.bean.get();
	}

	/**
	 * Handles the messages of a scope.
	 * @param scope the scope
	 * @throws InterruptedException if the thread is interrupted
	 */
	abstract void handle(ChannelScope scope) throws InterruptedException;

	/**
	 * Returns the parameter that the payload is for, or its element in a batch method.
	 * @return the parameter, empty if the method takes no payload
	 */
	abstract Optional<MethodParameter> payload();

	/**
	 * Validates the arguments.
	 * @param bean the bean that the method is called on
	 * @param arguments the arguments
	 */
	final void validate(Object bean, @Nullable Object[] arguments) {
		this.validation.validate(this, bean, arguments);
	}

	/**
	 * Invokes the method, waits for its result and sends what it returns.
	 * @param bean the bean to invoke it on
	 * @param arguments the arguments
	 * @param message the message, or the first one of a batch
	 * @throws Exception if that fails
	 */
	final void invoke(Object bean, @Nullable Object[] arguments, ChannelMessage message) throws Exception {
		Object result = AsyncResult.await(invoke(bean, arguments));
		this.returnValue.send(result, message.getParameters(), message.getSender());
	}

	// Does not use InvocableHandlerMethod: it looks up the bean itself, which for a
	// prototype is not the validated instance, and some of its messages quote all
	// arguments.
	final @Nullable Object invoke(Object bean, @Nullable Object[] arguments) throws Exception {
		try {
			return getBridgedMethod().invoke(bean, arguments);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("Couldn't invoke %s: %s".formatted(this, ex.getMessage()));
		}
		catch (InvocationTargetException ex) {
			throw thrown(ex.getTargetException());
		}
	}

	// A Throwable that is neither an exception nor an error is unwrapped when its record
	// is nacked.
	private static Exception thrown(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		return (failure instanceof Exception exception) ? exception : new ExecutionException(null, failure);
	}

	/**
	 * Checks that an address has the parameters that the method asks for.
	 * @param address the address
	 */
	final void check(ChannelAddress address) {
		for (MethodParameter parameter : getMethodParameters()) {
			checkName(parameter);
			if (parameter.hasParameterAnnotation(DestinationVariable.class) && !parameter.isOptional()) {
				check(address, DestinationVariableArgumentResolver.name(parameter));
			}
		}
		this.returnValue.getParameters().forEach((name) -> check(address, name));
	}

	private void checkName(MethodParameter parameter) {
		if (parameter.getParameterName() == null && isNamedByItself(parameter)) {
			throw new InvalidChannelMethodException(this,
					"has %s without a name: neither its annotation has one nor its class file"
						.formatted(Descriptions.of(parameter)),
					"Name it in the annotation, or compile with '-parameters', as Spring Boot's parent POM and "
							+ "Gradle plugin have it.");
		}
	}

	private static boolean isNamedByItself(MethodParameter parameter) {
		return HeaderArgumentResolver.isNamedBy(parameter) || DestinationVariableArgumentResolver.isNamedBy(parameter);
	}

	private void check(ChannelAddress address, String name) {
		if (!address.getParameters().contains(name)) {
			throw new InvalidChannelMethodException(this,
					"asks for '{%s}', which its address '%s' does not have".formatted(name, address),
					"Name a parameter of the address, or add it to the address.");
		}
	}

	/**
	 * Returns the address of replies, or {@code null} if there are none.
	 * @return the address, or {@code null}
	 */
	final @Nullable ChannelAddress getReplyAddress() {
		return this.returnValue.getReplyAddress();
	}

	@Override
	public String toString() {
		return Descriptions.of(this);
	}

}
