package io.amgi.test.local;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

class LocalKafkaLoggingTests {

	private static final String BROKER = "logging.level.kafka";

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	@Test
	void brokerOfALocalRunIsQuiet() {
		postProcess(LocalKafka.class);
		assertThat(this.environment.getProperty(BROKER)).isEqualTo("off");
	}

	@Test
	void metadataOfATopicThatWasMadeJustNowIsNoWarning() {
		postProcess(LocalKafka.class);
		assertThat(this.environment.getProperty("logging.level.org.apache.kafka.clients.NetworkClient"))
			.isEqualTo("error");
	}

	@Test
	void levelsOfTheApplicationWin() {
		this.environment.getPropertySources().addLast(new MapPropertySource("application", Map.of(BROKER, "debug")));
		postProcess(LocalKafka.class);
		assertThat(this.environment.getProperty(BROKER)).isEqualTo("debug");
	}

	@Test
	void otherRunsAreLeftAlone() {
		postProcess();
		assertThat(this.environment.containsProperty(BROKER)).isFalse();
	}

	private void postProcess(Class<?>... sources) {
		new LocalKafkaLogging().postProcessEnvironment(this.environment, new SpringApplication(sources));
	}

}
