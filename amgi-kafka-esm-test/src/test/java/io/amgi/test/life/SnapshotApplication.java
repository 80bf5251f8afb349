package io.amgi.test.life;

import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.Producer;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

import io.amgi.channel.AmgiChannel;

/**
 * A function that sends before the checkpoint and after the restore.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SnapshotApplication extends LifeApplication {

	private final KafkaTemplate<String, String> template;

	SnapshotApplication(KafkaTemplate<String, String> template) {
		this.template = template;
	}

	@EventListener
	void ready(ApplicationReadyEvent event) throws Exception {
		forward("before the checkpoint");
	}

	@AmgiChannel("forwarded")
	void forward(String text) throws Exception {
		this.template.send(System.getenv("TOPIC"), text).get(20, TimeUnit.SECONDS);
		say("sent " + text);
	}

	@Bean
	static DefaultKafkaProducerFactoryCustomizer producerListener() {
		return (factory) -> listen(factory);
	}

	private static <K, V> void listen(ProducerFactory<K, V> factory) {
		factory.addListener(new ProducerFactory.Listener<>() {

			@Override
			public void producerAdded(String id, Producer<K, V> producer) {
				say("producer opened");
			}

			@Override
			public void producerRemoved(String id, Producer<K, V> producer) {
				say("producer closed");
			}

		});
	}

}
