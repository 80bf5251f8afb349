package io.amgi.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Other projects' properties for which AMGI has a better default than they have. Whatever
 * the application says itself wins: they are where Spring Boot keeps what all other
 * sources go before, those of {@code @PropertySource} included.
 */
class AmgiEnvironmentPostProcessor implements EnvironmentPostProcessor {

	static final String RUNTIME_API = "AWS_LAMBDA_RUNTIME_API";

	private static final String CONSUMER_ENABLED = "spring.amgi.consumer.enabled";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("spring.amgi.enabled", Boolean.class, true)) {
			Map<String, Object> defaults = defaults(environment);
			defaults.keySet().removeIf(environment::containsProperty);
			DefaultPropertiesPropertySource.addOrMerge(defaults, environment.getPropertySources());
		}
	}

	private static Map<String, Object> defaults(Environment environment) {
		Map<String, Object> defaults = new HashMap<>();
		if (!environment.getProperty(CONSUMER_ENABLED, Boolean.class, false)) {
			defaults.put(FunctionDefinition.PROPERTY, FunctionDefinition.NAME);
		}
		if (environment.containsProperty(RUNTIME_API)) {
			defaults.putAll(onLambda());
		}
		return defaults;
	}

	// Init has 10 s, and a KafkaAdmin without a broker takes longer; a listener would
	// poll beside Lambda. Of the 500 ms from SIGTERM to SIGKILL, draining and lifespan
	// take 300 at most.
	private static Map<String, Object> onLambda() {
		return Map.of(KafkaClientsOnLambda.AUTO_CREATE, false, KafkaClientsOnLambda.AUTO_STARTUP, false,
				"spring.lifecycle.timeout-per-shutdown-phase", "100ms");
	}

}
