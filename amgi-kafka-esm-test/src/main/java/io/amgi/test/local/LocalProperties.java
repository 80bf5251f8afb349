package io.amgi.test.local;

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

	// A handler at a breakpoint ignores interruption, and must not end the JVM that is
	// debugged.
	private static final Map<String, Object> DEFAULTS = Map.of("spring.amgi.processing.exit-when-stuck", false);

	private LocalProperties() {
	}

	static void addTo(ConfigurableEnvironment environment) {
		environment.getPropertySources().addFirst(new MapPropertySource("localKafka", OVERRIDES));
		environment.getPropertySources().addLast(new MapPropertySource("localKafkaDefaults", DEFAULTS));
	}

}
