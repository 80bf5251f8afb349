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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Counts the statements that are prepared on a data source's connections, by type.
 */
final class StatementCounter {

	private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

	private final DataSource dataSource;

	StatementCounter(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	DataSource dataSource() {
		return proxy(DataSource.class, this.dataSource);
	}

	int count(String kind) {
		AtomicInteger count = this.counts.get(kind);
		return (count != null) ? count.get() : 0;
	}

	void clear() {
		this.counts.clear();
	}

	private <T> T proxy(Class<T> type, Object target) {
		return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> invoke(target, method, arguments)));
	}

	private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
		try {
			if (method.getName().equals("prepareStatement") && arguments != null) {
				this.counts.computeIfAbsent(kind((String) arguments[0]), (kind) -> new AtomicInteger())
					.incrementAndGet();
			}
			Object result = method.invoke(target, arguments);
			return (result instanceof Connection connection) ? proxy(Connection.class, connection) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static String kind(String sql) {
		if (sql.contains("SET completed = TRUE")) {
			return "completion";
		}
		return (sql.contains("INSERT INTO") || sql.contains("MERGE INTO")) ? "claim" : "other";
	}

}
