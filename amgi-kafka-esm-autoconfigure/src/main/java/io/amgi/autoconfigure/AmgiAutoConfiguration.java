package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.InvocationDrain;
import io.amgi.esm.InvocationHook;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OnNack;
import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageSend;

/**
 * Auto-configuration for an AMGI application behind a Kafka event source mapping.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnBooleanProperty(name = "spring.amgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmgiProperties.class)
public final class AmgiAutoConfiguration {

	private static final Log logger = LogFactory.getLog(AmgiAutoConfiguration.class);

	// A part of the 500 ms that Lambda grants, of which lifespan and producers get
	// theirs.
	private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(150);

	@Bean
	@ConditionalOnMissingBean(AmgiApplication.class)
	AnnotatedApplication amgiApplication(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<AmgiChannelConfigurer> configurers, ObjectProvider<JsonMapper> jsonMapper) {
		return new AnnotatedApplication(beanFactory, configurers.orderedStream().toList(),
				new JsonMessageConverter(jsonMapper.getIfAvailable(JsonMapper::new)));
	}

	@Bean
	WrappedApplication amgiWrappedApplication(AmgiApplication application, ObjectProvider<AmgiMiddleware> middleware) {
		return WrappedApplication.of(application, middleware.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBooleanProperty(name = "spring.amgi.lifespan.enabled", matchIfMissing = true)
	AmgiLifespan amgiLifespan(WrappedApplication wrapped, AmgiProperties properties) {
		AmgiProperties.Lifespan lifespan = properties.getLifespan();
		return new AmgiLifespan(wrapped.application(), lifespan.getStartupTimeout(), lifespan.getShutdownTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	KafkaEventSourceMapping kafkaEventSourceMapping(WrappedApplication wrapped, ObjectProvider<AmgiLifespan> lifespan,
			ObjectProvider<MessageSend> messageSend, ObjectProvider<InvocationHook> hooks, AmgiProperties properties) {
		if (properties.getOnNack() == OnNack.LOG) {
			logger.warn("Records that fail are only logged, and not delivered again (spring.amgi.on-nack=log)");
		}
		KafkaEventSourceMapping.Builder builder = KafkaEventSourceMapping.builder(wrapped.application())
			.state(state(lifespan))
			.invocationHooks(hooks.orderedStream().toList())
			.onNack(properties.getOnNack());
		messageSend.ifAvailable(builder::messageSend);
		return builder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	InvocationDrain amgiInvocationDrain(KafkaEventSourceMapping mapping) {
		return new InvocationDrain(mapping, DRAIN_TIMEOUT);
	}

	private static Supplier<Map<String, Object>> state(ObjectProvider<AmgiLifespan> lifespan) {
		AmgiLifespan available = lifespan.getIfAvailable();
		return (available != null) ? available::getState : Map::of;
	}

}
