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
