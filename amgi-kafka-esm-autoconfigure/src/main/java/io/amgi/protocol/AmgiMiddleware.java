package io.amgi.protocol;

/**
 * Wraps the application, for message and lifespan scopes alike. Beans of this type are
 * applied in their order, the first one outermost.
 */
@FunctionalInterface
public interface AmgiMiddleware {

	/**
	 * Wraps an application.
	 * @param application the application to wrap
	 * @return the application to call instead
	 */
	AmgiApplication wrap(AmgiApplication application);

}
