package io.amgi.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.kafka.core.ProducerFactory;

import io.amgi.kafka.InjectedSends;

/**
 * Counts what is sent by the application's producer factories, whoever made them.
 */
final class InjectedSendsPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<InjectedSends> sends;

	InjectedSendsPostProcessor(ObjectProvider<InjectedSends> sends) {
		this.sends = sends;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof ProducerFactory<?, ?> factory) {
			this.sends.getObject().count(factory);
		}
		return bean;
	}

}
