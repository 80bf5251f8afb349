package io.amgi.test;

import java.util.Map;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What an application is told otherwise on this machine than on Lambda.
 */
final class LocalProperties {

	// Where the application sends to in production is nobody's business here.
	private static final Map<String, Object> OVERRIDES = Map.of("spring.amgi.outbound.bootstrap-servers", "",
			"spring.amgi.outbound.allowed-bootstrap-servers", "", "spring.amgi.allowed-event-source-arns", "");

	private LocalProperties() {
	}

	static void addTo(ConfigurableEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("localKafka", OVERRIDES));
	}

}
