package io.amgi.autoconfigure;

import java.util.Arrays;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.core.env.Environment;

/**
 * Which function Spring Cloud Function invokes: AMGI's by default, also where the
 * application has others.
 */
final class FunctionDefinition {

	static final String NAME = "amgiKafkaEventSourceMapping";

	static final String PROPERTY = "spring.cloud.function.definition";

	private static final Log logger = LogFactory.getLog(FunctionDefinition.class);

	private FunctionDefinition() {
	}

	static void check(Environment environment) {
		String definition = environment.getProperty(PROPERTY, "");
		if (Arrays.stream(definition.split("[,;|]")).map(String::trim).noneMatch(NAME::equals)) {
			logger.warn(
					"%s=%s does not name '%s': where there is such a function, Kafka events go there and are not handled"
						.formatted(PROPERTY, definition, NAME));
		}
	}

}
