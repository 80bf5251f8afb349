package io.amgi.autoconfigure;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;

/**
 * Keeps Spring from making a subclass of Spring Cloud Function's configuration for AWS.
 * It has one bean method, so there are no calls between bean methods to intercept; but
 * often it is the only such configuration of a function, and alone starts CGLIB.
 */
final class PlainCompanionConfiguration implements BeanDefinitionRegistryPostProcessor {

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		for (String name : registry.getBeanDefinitionNames()) {
			BeanDefinition definition = registry.getBeanDefinition(name);
			if (isCompanion(definition) && SpringInternals.CONFIGURATION_CLASS_FULL
				.equals(definition.getAttribute(SpringInternals.CONFIGURATION_CLASS))) {
				definition.setAttribute(SpringInternals.CONFIGURATION_CLASS, SpringInternals.CONFIGURATION_CLASS_LITE);
			}
		}
	}

	private static boolean isCompanion(BeanDefinition definition) {
		return SpringInternals.FUNCTION_AWS_CONFIGURATION.equals(definition.getBeanClassName());
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// Beans are left alone.
	}

}
