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

import org.springframework.messaging.handler.HandlerMethod;

/**
 * A method that cannot be a channel's.
 */
public class InvalidChannelMethodException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String method;

	private final String problem;

	private final String action;

	InvalidChannelMethodException(HandlerMethod method, String problem, String action) {
		super("Channel method %s %s".formatted(Descriptions.of(method), problem));
		this.method = Descriptions.of(method);
		this.problem = problem;
		this.action = action;
	}

	/**
	 * Returns the method.
	 * @return a description such as {@code Orders.placed(Order)}
	 */
	public String getMethod() {
		return this.method;
	}

	/**
	 * Returns what is wrong with the method.
	 * @return the second half of a sentence that begins with the method
	 */
	public String getProblem() {
		return this.problem;
	}

	/**
	 * Returns what to change.
	 * @return a sentence
	 */
	public String getAction() {
		return this.action;
	}

}
