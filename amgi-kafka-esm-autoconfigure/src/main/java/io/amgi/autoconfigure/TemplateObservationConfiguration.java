package io.amgi.autoconfigure;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Keeps observed templates from asking the brokers for the id of their cluster, which
 * would hold up the first message of an invocation.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)
class TemplateObservationConfiguration {

	@Bean
	static BeanPostProcessor amgiTemplatesWithoutClusterId() {
		return new BeanPostProcessor() {

			@Override
			public Object postProcessBeforeInitialization(Object bean, String beanName) {
				if (bean instanceof KafkaTemplate<?, ?> template && template.getKafkaAdmin() == null) {
					template.setKafkaAdmin(new SilentAdmin());
				}
				return bean;
			}

		};
	}

	/**
	 * An admin that asks nobody.
	 */
	private static final class SilentAdmin extends KafkaAdmin {

		SilentAdmin() {
			super(Map.of());
		}

		@Override
		public @Nullable String clusterId() {
			return null;
		}

	}

}
