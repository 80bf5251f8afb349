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

package io.amgi.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

import io.amgi.esm.EventJson;
import io.amgi.esm.TestContext;

/**
 * An application that is started and invoked as on Lambda.
 */
public final class InvokedFunction implements AutoCloseable {

	private final SystemProperties properties = new SystemProperties();

	private final FunctionInvoker invoker;

	private InvokedFunction(Class<?> application, String... properties) {
		this.properties.set("MAIN_CLASS", application.getName());
		for (String property : properties) {
			int separator = property.indexOf('=');
			this.properties.set(property.substring(0, separator), property.substring(separator + 1));
		}
		this.invoker = startInvoker();
	}

	private FunctionInvoker startInvoker() {
		try {
			return new FunctionInvoker();
		}
		catch (RuntimeException ex) {
			this.properties.close();
			throw ex;
		}
	}

	public static InvokedFunction start(Class<?> application, String... properties) {
		return new InvokedFunction(application, properties);
	}

	public String invoke(EventJson event) {
		return invoke(event.stream());
	}

	public String invoke(InputStream event) {
		ByteArrayOutputStream response = new ByteArrayOutputStream();
		try {
			this.invoker.handleRequest(event, response, TestContext.endingIn(60_000));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return response.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.properties.close();
	}

}
