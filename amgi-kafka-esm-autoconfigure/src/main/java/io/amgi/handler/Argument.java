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
import org.springframework.core.MethodParameter;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.util.ClassUtils;

import io.amgi.internal.Throwables;
import io.amgi.protocol.NotCompletedException;

/**
 * A parameter of a channel method with what resolves its arguments.
 *
 * @param method the method
 * @param parameter the parameter
 * @param resolver what resolves the arguments
 */
record Argument(HandlerMethod method, MethodParameter parameter, HandlerMethodArgumentResolver resolver) {

	/**
	 * Resolves the argument from a message.
	 * @param message the message
	 * @return the argument, which the parameter accepts
	 * @throws UnresolvedArgumentException if there is none
	 * @throws NotCompletedException if there may be one later
	 */
	@Nullable Object resolve(ChannelMessage message) {
		try {
			Object argument = this.resolver.resolveArgument(this.parameter, message);
			if (ClassUtils.isAssignableValue(this.parameter.getParameterType(), argument)) {
				return argument;
			}
		}
		catch (NotCompletedException ex) {
			throw ex;
		}
		catch (ChannelArgumentException ex) {
			throw unresolved(String.valueOf(ex.getMessage()), ex);
		}
		catch (Throwable ex) {
			throwIfNotOfRecord(ex);
			throw unresolved(expectation(), ex);
		}
		throw unresolved(expectation(), null);
	}

	/**
	 * Returns whether it is converted from the payload, possibly inside a message.
	 * @return whether it is
	 */
	boolean isPayload() {
		return this.resolver instanceof PayloadArgumentResolver || this.resolver instanceof MessageArgumentResolver;
	}

	// Linkage errors are faults of the deployment, and the virtual machine's errors
	// belong to no record.
	static void throwIfNotOfRecord(Throwable failure) {
		Throwables.throwIfFatal(failure);
		if (failure instanceof LinkageError error) {
			throw error;
		}
	}

	private String expectation() {
		return "expected " + ClassUtils.getShortName(this.parameter.getParameterType());
	}

	// The exception may quote the message.
	private UnresolvedArgumentException unresolved(String problem, @Nullable Throwable failure) {
		return new UnresolvedArgumentException(Descriptions.of(this.parameter), this.method, problem, failure);
	}

}
