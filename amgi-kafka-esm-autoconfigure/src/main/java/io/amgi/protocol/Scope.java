package io.amgi.protocol;

import java.util.Map;

/**
 * What one call of an {@link AmgiApplication} is about.
 */
public sealed interface Scope permits LifespanScope, MessageScope {

	/**
	 * Returns the versions that the server speaks.
	 * @return the versions
	 */
	AmgiVersions amgi();

	/**
	 * Returns the namespace that the application keeps what it made at start-up in.
	 * @return for a {@link LifespanScope} the namespace itself, for a
	 * {@link MessageScope} a copy of it
	 */
	Map<String, Object> state();

}
