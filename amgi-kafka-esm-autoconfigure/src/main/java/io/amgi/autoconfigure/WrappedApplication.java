package io.amgi.autoconfigure;

import java.util.List;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;

/**
 * The application inside its middleware, wrapped once for messages and lifespan.
 *
 * @param application the outermost application
 */
record WrappedApplication(AmgiApplication application) {

	static WrappedApplication of(AmgiApplication application, List<AmgiMiddleware> middleware) {
		AmgiApplication wrapped = application;
		for (int i = middleware.size() - 1; i >= 0; i--) {
			wrapped = middleware.get(i).wrap(wrapped);
		}
		return new WrappedApplication(wrapped);
	}

}
