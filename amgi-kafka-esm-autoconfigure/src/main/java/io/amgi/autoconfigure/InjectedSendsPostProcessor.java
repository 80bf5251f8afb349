package io.amgi.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.RoutingKafkaTemplate;

import io.amgi.kafka.InjectedSends;

/**
 * Counts what is sent by the application's producer factories, whoever made them, be they
 * beans or those of templates that are.
 */
final class InjectedSendsPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<InjectedSends> sends;

	InjectedSendsPostProcessor(ObjectProvider<InjectedSends> sends) {
		this.sends = sends;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ProducerFactory<?, ?> factory) {
			this.sends.getObject().track(factory);
		}
		else if (bean instanceof KafkaTemplate<?, ?> template && !(bean instanceof RoutingKafkaTemplate)) {
			this.sends.getObject().track(template.getProducerFactory());
		}
		return bean;
	}

}
