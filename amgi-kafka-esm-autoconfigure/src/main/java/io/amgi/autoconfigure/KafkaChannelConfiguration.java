package io.amgi.autoconfigure;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.KafkaHeaders;

import io.amgi.kafka.KafkaChannelConfigurer;

/**
 * Kafka's parameter types in channel methods.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ ConsumerRecord.class, KafkaHeaders.class })
class KafkaChannelConfiguration {

	@Bean
	@ConditionalOnMissingBean
	KafkaChannelConfigurer amgiKafkaChannelConfigurer() {
		return new KafkaChannelConfigurer();
	}

}
