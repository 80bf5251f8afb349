package io.amgi.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/**
 * Warns of beans that do nothing on Lambda because of {@link AmgiDefaults}.
 */
final class KafkaClientsOnLambda implements ApplicationListener<ContextRefreshedEvent> {

	static final String AUTO_CREATE = "spring.kafka.admin.auto-create";

	static final String AUTO_STARTUP = "spring.kafka.listener.auto-startup";

	private static final Log logger = LogFactory.getLog(KafkaClientsOnLambda.class);

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	private final ObjectProvider<KafkaListenerEndpointRegistry> registry;

	KafkaClientsOnLambda(Environment environment, ListableBeanFactory beanFactory,
			ObjectProvider<KafkaListenerEndpointRegistry> registry) {
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.registry = registry;
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (this.environment.containsProperty(AmgiDefaults.RUNTIME_API)) {
			List<String> idle = new ArrayList<>();
			if (isOff(AUTO_CREATE) && hasTopics()) {
				idle.add("NewTopic beans create no topics (%s=false)".formatted(AUTO_CREATE));
			}
			if (isOff(AUTO_STARTUP) && hasListeners()) {
				idle.add("Kafka listeners do not poll (%s=false)".formatted(AUTO_STARTUP));
			}
			warn(idle);
		}
	}

	private void warn(List<String> idle) {
		if (!idle.isEmpty()) {
			logger.warn("On Lambda, " + String.join(" and ", idle));
		}
	}

	private boolean isOff(String property) {
		return !this.environment.getProperty(property, Boolean.class, true);
	}

	private boolean hasTopics() {
		return this.beanFactory.getBeanNamesForType(NewTopic.class, true, false).length > 0
				|| this.beanFactory.getBeanNamesForType(NewTopics.class, true, false).length > 0;
	}

	private boolean hasListeners() {
		KafkaListenerEndpointRegistry available = this.registry.getIfAvailable();
		return available != null && !available.getListenerContainerIds().isEmpty();
	}

}
