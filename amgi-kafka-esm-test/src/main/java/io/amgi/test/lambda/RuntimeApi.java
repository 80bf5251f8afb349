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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API, with the status codes that the runtime client insists on.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime
 * API</a>
 */
final class RuntimeApi implements RuntimeServer.Api {

	static final String PREFIX = "/2018-06-01/runtime/";

	private static final Pattern RESULT = Pattern.compile("POST " + PREFIX + "invocation/([^/]+)/(response|error)");

	private final RuntimeLife life;

	private final RuntimeInvocations invocations;

	private final String functionArn;

	RuntimeApi(RuntimeLife life, RuntimeInvocations invocations, String functionArn) {
		this.life = life;
		this.invocations = invocations;
		this.functionArn = functionArn;
	}

	@Override
	public void handle(RuntimeExchange exchange) throws IOException, InterruptedException {
		switch (exchange.endpoint()) {
			case "GET " + PREFIX + "invocation/next" -> next(exchange);
			case "GET " + PREFIX + "restore/next" -> restoreNext(exchange);
			case "POST " + PREFIX + "init/error" -> failed(this.life.init(), exchange);
			case "POST " + PREFIX + "restore/error" -> failed(this.life.restore(), exchange);
			default -> result(exchange);
		}
	}

	private void next(RuntimeExchange exchange) throws IOException, InterruptedException {
		this.life.nextInvocation();
		RuntimeInvocation invocation = this.invocations.take();
		Map<String, String> headers = new HashMap<>(invocation.headers());
		headers.put("Lambda-Runtime-Invoked-Function-Arn", this.functionArn);
		exchange.answer(RuntimeExchange.OK, headers, invocation.event());
	}

	private void restoreNext(RuntimeExchange exchange) throws IOException, InterruptedException {
		this.life.checkpoint();
		exchange.answer(RuntimeExchange.OK);
	}

	private void failed(RuntimeStart start, RuntimeExchange exchange) throws IOException {
		start.failed(error(exchange));
		exchange.answer(RuntimeExchange.ACCEPTED);
	}

	private void result(RuntimeExchange exchange) throws IOException {
		Matcher matcher = RESULT.matcher(exchange.endpoint());
		if (!matcher.matches()) {
			exchange.answer(RuntimeExchange.NOT_FOUND);
			return;
		}
		boolean first = this.invocations.complete(matcher.group(1),
				(invocation) -> complete(invocation, matcher.group(2), exchange));
		exchange.answer((first) ? RuntimeExchange.ACCEPTED : RuntimeExchange.BAD_REQUEST);
	}

	private boolean complete(RuntimeInvocation invocation, String kind, RuntimeExchange exchange) {
		return (kind.equals("response")) ? invocation.respond(exchange.body()) : invocation.fail(error(exchange));
	}

	private static LambdaError error(RuntimeExchange exchange) {
		return LambdaError.of(exchange.body(), exchange.header("Lambda-Runtime-Function-Error-Type"));
	}

}
