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

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * Thrown at start-up if a method cannot be {@link Idempotent @Idempotent}.
 */
public class InvalidIdempotentMethodException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String method;

	private final String problem;

	private final String action;

	InvalidIdempotentMethodException(Class<?> type, Method method, String problem, String action) {
		this(describe(type, method), problem, action);
	}

	private InvalidIdempotentMethodException(String method, String problem, String action) {
		super("The idempotent method %s %s. %s".formatted(method, problem, action));
		this.method = method;
		this.problem = problem;
		this.action = action;
	}

	private static String describe(Class<?> type, Method method) {
		return Arrays.stream(method.getParameterTypes())
			.map(ClassUtils::getShortName)
			.collect(Collectors.joining(", ", ClassUtils.getShortName(type) + "." + method.getName() + "(", ")"));
	}

	/**
	 * Returns the method.
	 * @return its class, name and parameter types
	 */
	public String getMethod() {
		return this.method;
	}

	/**
	 * Returns the problem.
	 * @return a sentence whose subject is the method
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Returns the way out.
	 * @return a sentence or several
	 */
	public String getAction() {
		return this.action;
	}

}
