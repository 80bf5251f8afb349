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
