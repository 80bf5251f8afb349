package io.amgi.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Auto-configuration for an AMGI application behind a Kafka event source mapping.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "spring.amgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmgiProperties.class)
@Import({ PayloadConfiguration.class, KafkaChannelConfiguration.class, AmgiApplicationConfiguration.class,
		ChannelValidationConfiguration.class, DeadLetterConfiguration.class, RetryConfiguration.class,
		MessageServerConfiguration.class, EventSourceMappingConfiguration.class })
public final class AmgiAutoConfiguration {

}
