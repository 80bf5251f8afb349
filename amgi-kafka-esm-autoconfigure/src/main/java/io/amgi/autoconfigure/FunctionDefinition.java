package io.amgi.autoconfigure;

import java.util.Arrays;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes AMGI's function the one that Spring Cloud Function invokes, also where the
 * application has others. Whatever the application says itself wins.
 */
class FunctionDefinition implements EnvironmentPostProcessor {

	static final String NAME = "amgiKafkaEventSourceMapping";

	private static final String PROPERTY = "spring.cloud.function.definition";

	private static final Log logger = LogFactory.getLog(FunctionDefinition.class);

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("spring.amgi.enabled", Boolean.class, true)) {
			environment.getPropertySources().addLast(new MapPropertySource("amgiDefaults", Map.of(PROPERTY, NAME)));
		}
	}

	static void check(Environment environment) {
		String definition = environment.getProperty(PROPERTY, "");
		if (Arrays.stream(definition.split("[,;|]")).map(String::trim).noneMatch(NAME::equals)) {
			logger.warn(
					"%s=%s does not name '%s': Kafka events will not be handled".formatted(PROPERTY, definition, NAME));
		}
	}

}
