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

package io.amgi.benchmarks;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.esm.KafkaEventSourceMapping;

/**
 * An application that is invoked without Spring Cloud Function. A failed record fails its
 * invocation.
 */
final class LocalApplication implements AutoCloseable {

	// Lambda's context, which always has a minute left.
	private static final Context DEADLINE = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
			new Class<?>[] { Context.class },
			(proxy, method, args) -> method.getName().equals("getRemainingTimeInMillis") ? 60_000 : null);

	private final ConfigurableApplicationContext context;

	private final KafkaEventSourceMapping mapping;

	private LocalApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.mapping = context.getBean(KafkaEventSourceMapping.class);
	}

	static LocalApplication start(Class<?> application, Map<String, Object> properties) {
		return new LocalApplication(new SpringApplicationBuilder(application)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off",
					"logging.level.root=error", "spring.amgi.on-nack=error",
					"spring.amgi.processing.after-failure=continue")
			.properties(properties)
			.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	/**
	 * Invokes with a deadline, as Lambda does: handlers run on threads of their own.
	 * @param event the event's JSON
	 * @return how long it took, in nanoseconds
	 */
	long invoke(byte[] event) {
		return invoke(event, DEADLINE);
	}

	/**
	 * Invokes without a deadline: the handlers of a single group run on this thread.
	 * @param event the event's JSON
	 * @return how long it took, in nanoseconds
	 */
	long invokeInline(byte[] event) {
		return invoke(event, null);
	}

	private long invoke(byte[] event, @Nullable Context context) {
		long start = System.nanoTime();
		this.mapping.handle(new ByteArrayInputStream(event), context);
		return System.nanoTime() - start;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
