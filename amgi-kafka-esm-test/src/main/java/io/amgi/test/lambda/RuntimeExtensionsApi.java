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

package io.amgi.test.lambda;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's Extensions API, as far as an extension needs it that only wants SIGTERM. It
 * sends no events.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html"> Extensions
 * API</a>
 */
final class RuntimeExtensionsApi implements RuntimeServer.Api {

	static final String PREFIX = "/2020-01-01/extension/";

	private static final String IDENTIFIER = "Lambda-Extension-Identifier";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Map<String, String> namesByIdentifier = new ConcurrentHashMap<>();

	private final RuntimeStart init;

	private final byte[] function;

	private final LambdaAnswer registerAnswer;

	private final LambdaAnswer nextAnswer;

	RuntimeExtensionsApi(RuntimeStart init, LambdaRuntimeBuilder options) {
		this.init = init;
		this.function = JSON.writeValueAsBytes(Map.of("functionName", options.functionName, "functionVersion",
				RuntimeCommand.FUNCTION_VERSION, "handler", options.handler));
		this.registerAnswer = options.extensionRegister;
		this.nextAnswer = options.extensionNext;
	}

	boolean isAnyRegistered() {
		return !this.namesByIdentifier.isEmpty();
	}

	@Override
	public void handle(RuntimeExchange exchange) throws IOException, InterruptedException {
		switch (exchange.endpoint()) {
			case "POST " + PREFIX + "register" -> register(exchange);
			case "GET " + PREFIX + "event/next" -> next(exchange);
			default -> exchange.answer(RuntimeExchange.NOT_FOUND);
		}
	}

	private void register(RuntimeExchange exchange) throws IOException, InterruptedException {
		if (this.registerAnswer.isRegular()) {
			register(exchange, exchange.header("Lambda-Extension-Name"));
		}
		else {
			answer(exchange, this.registerAnswer);
		}
	}

	private void register(RuntimeExchange exchange, @Nullable String name) throws IOException, InterruptedException {
		// Lambda closes the registration when the runtime calls next, and answers 403 to
		// whatever it does not accept.
		if (name == null || !this.init.await(extension(name))) {
			exchange.answer(RuntimeExchange.FORBIDDEN);
		}
		else {
			String identifier = UUID.randomUUID().toString();
			this.namesByIdentifier.put(identifier, name);
			this.registerAnswer.await();
			exchange.answer(RuntimeExchange.OK, Map.of(IDENTIFIER, identifier, "Content-Type", "application/json"),
					this.function);
		}
	}

	private void next(RuntimeExchange exchange) throws IOException {
		String identifier = exchange.header(IDENTIFIER);
		String name = (identifier != null) ? this.namesByIdentifier.get(identifier) : null;
		if (name == null) {
			exchange.answer(RuntimeExchange.FORBIDDEN);
			return;
		}
		// An extension that asks for events is ready, whatever the answer is.
		this.init.arrived(extension(name));
		answer(exchange, this.nextAnswer);
	}

	private static void answer(RuntimeExchange exchange, LambdaAnswer answer) throws IOException {
		if (answer.isRefusal()) {
			exchange.answer(answer.status());
		}
	}

	private static String extension(String name) {
		return "extension '%s'".formatted(name);
	}

}
