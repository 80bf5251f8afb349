package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.MethodValidator;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.esm.DeadLetterPublisher;
import io.amgi.esm.GracefulShutdown;
import io.amgi.esm.InvocationHook;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.MessageSendProvider;
import io.amgi.esm.OnNack;
import io.amgi.esm.Ordering;
import io.amgi.esm.ProcessingOptions;
import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.kafka.DeadLetterTopicResolver;
import io.amgi.kafka.KafkaChannelConfigurer;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageSend;
import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.MessageSender;

/**
 * Auto-configuration for an AMGI application behind a Kafka event source mapping.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
		"org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration" })
@ConditionalOnBooleanProperty(name = "spring.amgi.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AmgiProperties.class)
public final class AmgiAutoConfiguration {

	private static final Log logger = LogFactory.getLog(AmgiAutoConfiguration.class);

	// A part of the 500 ms that Lambda grants, of which lifespan and producers get
	// theirs.
	private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(150);

	@Bean
	DefaultChannelConfigurer amgiDefaultChannelConfigurer(ObjectProvider<JsonMapper> jsonMapper,
			ObjectProvider<Validator> validator) {
		return new DefaultChannelConfigurer(jsonMapper, validator);
	}

	@Bean
	@ConditionalOnMissingBean(MessageSender.class)
	CurrentMessageSender amgiMessageSender() {
		return new CurrentMessageSender();
	}

	@Bean
	@ConditionalOnMissingBean(AmgiApplication.class)
	AnnotatedApplication amgiApplication(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<AmgiChannelConfigurer> configurers, ObjectProvider<MethodValidator> validator,
			ObjectProvider<CurrentMessageSender> sender, AmgiProperties properties) {
		ConversionService conversionService = beanFactory.getConversionService();
		return new AnnotatedApplication(beanFactory, configurers.orderedStream().toList(),
				(conversionService != null) ? conversionService : ApplicationConversionService.getSharedInstance(),
				validator.getIfUnique(), sender.getIfAvailable(CurrentMessageSender::new),
				properties.getProcessing().getOrdering() == Ordering.PARTITION);
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
			ObjectProvider<MessageSend> messageSend, ObjectProvider<MessageSendProvider> messageSends,
			ObjectProvider<InvocationHook> hooks, AmgiProperties properties, Environment environment,
			ObjectProvider<TaskDecorator> taskDecorators, ApplicationEventPublisher publisher,
			ObjectProvider<DeadLetterPublisher> deadLetters) {
		DeadLetterPublisher deadLetterPublisher = deadLetters.getIfAvailable();
		warn(properties.getOnNack(), deadLetterPublisher != null);
		KafkaEventSourceMapping.Builder builder = KafkaEventSourceMapping.builder(wrapped.application())
			.state(state(lifespan))
			.invocationHooks(hooks.orderedStream().toList())
			.onNack(properties.getOnNack())
			.processing(processing(properties.getProcessing(), environment));
		trust(builder, properties);
		builder.eventPublisher(publisher).nonRetryable(nonRetryable(properties.getProcessing()));
		if (deadLetterPublisher != null) {
			builder.deadLetters(deadLetterPublisher, properties.getDeadLetter().getOn());
		}
		HandlerThreads.configure(builder, environment, taskDecorators.orderedStream().toList());
		messageSend.ifAvailable(builder::messageSend);
		messageSends.ifAvailable(builder::messageSends);
		return builder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	GracefulShutdown amgiGracefulShutdown(KafkaEventSourceMapping mapping) {
		return new GracefulShutdown(mapping, DRAIN_TIMEOUT);
	}

	private static void trust(KafkaEventSourceMapping.Builder builder, AmgiProperties properties) {
		List<String> servers = properties.getOutbound().getAllowedBootstrapServers();
		try {
			builder.trust(servers, properties.getAllowedEventSourceArns());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationPropertyValueException("spring.amgi.outbound.allowed-bootstrap-servers",
					servers, ex.getMessage());
		}
	}

	private static void warn(OnNack onNack, boolean deadLetters) {
		switch (onNack) {
			case LOG -> {
				if (!deadLetters) {
					logger.warn("Records that fail are only logged, and not delivered again (spring.amgi.on-nack=log)");
				}
			}
			case REPORT -> logger.warn(
					"The event source mapping must have FunctionResponseTypes: [ReportBatchItemFailures], otherwise records that fail are committed (spring.amgi.on-nack=report)");
			case ERROR -> {
			}
		}
	}

	private static List<Class<? extends Throwable>> nonRetryable(AmgiProperties.Processing properties) {
		List<Class<? extends Throwable>> types = new ArrayList<>(properties.getNonRetryableExceptions());
		types.add(MessageConversionException.class);
		types.add(MethodArgumentResolutionException.class);
		return types;
	}

	// Where invocations run side by side, one must not end the others' JVM.
	private static ProcessingOptions processing(AmgiProperties.Processing properties, Environment environment) {
		return new ProcessingOptions(properties.getOrdering(), properties.getConcurrency(), properties.getOnFailure(),
				properties.getDeadlineMargin(),
				properties.isExitWhenStuck() && !environment.containsProperty("AWS_LAMBDA_MAX_CONCURRENCY"));
	}

	private static Supplier<Map<String, Object>> state(ObjectProvider<AmgiLifespan> lifespan) {
		AmgiLifespan available = lifespan.getIfAvailable();
		return (available != null) ? available::getState : Map::of;
	}

	/**
	 * Kafka's parameter types.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ConsumerRecord.class, KafkaHeaders.class })
	static class KafkaChannelConfiguration {

		@Bean
		@ConditionalOnMissingBean
		KafkaChannelConfigurer amgiKafkaChannelConfigurer() {
			return new KafkaChannelConfigurer();
		}

	}

	/**
	 * Dead letters as Spring Kafka writes them, by whatever messages are sent.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DeadLetterPublishingRecoverer.class)
	@ConditionalOnBooleanProperty("spring.amgi.dead-letter.enabled")
	static class DeadLetterConfiguration {

		@Bean
		@ConditionalOnMissingBean(DeadLetterPublisher.class)
		KafkaDeadLetterPublisher amgiDeadLetterPublisher(AmgiProperties properties,
				ObjectProvider<DeadLetterTopicResolver> topicResolver) {
			String suffix = properties.getDeadLetter().getTopicSuffix();
			return new KafkaDeadLetterPublisher(
					topicResolver.getIfAvailable(() -> (letter) -> letter.topic() + suffix));
		}

	}

	/**
	 * Validation of constrained parameters.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(jakarta.validation.Validator.class)
	@ConditionalOnSingleCandidate(jakarta.validation.Validator.class)
	static class ValidationConfiguration {

		@Bean
		@ConditionalOnMissingBean(MethodValidator.class)
		MethodValidationAdapter amgiMethodValidator(jakarta.validation.Validator validator) {
			return new MethodValidationAdapter(validator);
		}

	}

}
