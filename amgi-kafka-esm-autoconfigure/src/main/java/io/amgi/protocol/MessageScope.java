package io.amgi.protocol;

import java.util.Map;

/**
 * A group of messages of one address, received one after another.
 *
 * @param amgi the versions that the server speaks
 * @param address the address of the messages, in Kafka their topic
 * @param state a copy of what the application had put into its {@link LifespanScope} when
 * its start-up was complete
 * @param extensions what the server can do beyond AMGI, by name; an application must take
 * an extension that is absent for unsupported
 */
public record MessageScope(AmgiVersions amgi, String address, Map<String, Object> state,
		Map<String, Map<String, Object>> extensions) implements Scope {

}
