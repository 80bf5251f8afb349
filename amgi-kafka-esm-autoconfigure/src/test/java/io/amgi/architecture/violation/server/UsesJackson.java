package io.amgi.architecture.violation.server;

import tools.jackson.core.JsonParser;

/**
 * A type of the server that uses JSON, which the rules must find.
 */
public class UsesJackson {

	public JsonParser used;

}
