package io.amgi.autoconfigure;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.ConfigurationClassPostProcessor;
import org.springframework.core.Conventions;

/**
 * Keeps Spring from making a subclass of Spring Cloud Function's configuration for AWS.
 * It has one bean method, so there are no calls between bean methods to intercept; but
 * often it is the only such configuration of a function, and alone starts CGLIB.
 */
final class PlainCompanionConfiguration implements BeanDefinitionRegistryPostProcessor {

	private static final String COMPANION = "org.springframework.cloud.function.adapter.aws.AWSCompanionAutoConfiguration";

	// Spring's own mark of what "proxyBeanMethods" says, which it keeps to itself. Should
	// it change its name, this does nothing.
	private static final String ATTRIBUTE = Conventions.getQualifiedAttributeName(ConfigurationClassPostProcessor.class,
			"configurationClass");

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		for (String name : registry.getBeanDefinitionNames()) {
			BeanDefinition definition = registry.getBeanDefinition(name);
			if (COMPANION.equals(definition.getBeanClassName()) && "full".equals(definition.getAttribute(ATTRIBUTE))) {
				definition.setAttribute(ATTRIBUTE, "lite");
			}
		}
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		// Beans are left alone.
	}

}
