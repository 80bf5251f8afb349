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

package io.amgi.test.idempotency;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

/**
 * Counts the statements that a data source's connections prepare.
 */
final class CountedStatements {

	private final AtomicInteger count = new AtomicInteger();

	private final DataSource dataSource;

	CountedStatements(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	DataSource dataSource() {
		return proxy(DataSource.class, this.dataSource);
	}

	int count() {
		return this.count.get();
	}

	private <T> T proxy(Class<T> type, Object target) {
		return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> invoke(target, method, arguments)));
	}

	private Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
		try {
			if (method.getName().equals("prepareStatement")) {
				this.count.incrementAndGet();
			}
			Object result = method.invoke(target, arguments);
			return (result instanceof Connection connection) ? proxy(Connection.class, connection) : result;
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

}
