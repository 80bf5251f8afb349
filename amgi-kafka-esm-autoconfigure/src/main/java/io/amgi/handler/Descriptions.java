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
