package io.amgi.protocol;

import java.util.Map;

/**
 * The life of the application, from start-up to shutdown.
 *
 * @param amgi the versions that the server speaks
 * @param state an empty namespace for what later message scopes shall see
 */
public record LifespanScope(AmgiVersions amgi, Map<String, Object> state) implements Scope {

}
