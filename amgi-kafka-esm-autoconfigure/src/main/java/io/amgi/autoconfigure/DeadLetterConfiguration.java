package io.amgi.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

import io.amgi.kafka.DeadLetterTopicResolver;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.server.DeadLetterPublisher;

/**
 * Dead letters in Spring Kafka's format, sent the way that messages are sent.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DeadLetterPublishingRecoverer.class)
@ConditionalOnBooleanProperty("spring.amgi.dead-letter.enabled")
class DeadLetterConfiguration {

	@Bean
	@ConditionalOnMissingBean(DeadLetterPublisher.class)
	KafkaDeadLetterPublisher amgiDeadLetterPublisher(AmgiProperties properties,
			ObjectProvider<DeadLetterTopicResolver> topicResolver) {
		String suffix = properties.getDeadLetter().getTopicSuffix();
		return new KafkaDeadLetterPublisher(topicResolver.getIfAvailable(() -> (letter) -> letter.topic() + suffix));
	}

}
