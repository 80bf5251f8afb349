package io.amgi.test.readme;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.transaction.annotation.Transactional;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.InvocationHook;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.test.local.LocalEventSourceMappingCustomizer;
import io.amgi.test.local.LocalKafka;
import io.amgi.test.local.MainClassFunction;
import io.amgi.test.readme.OrdersApplication.Order;

/**
 * Methods that the documentation shows.
 */
class Snippets {

	private final KafkaTemplate<String, String> template;

	Snippets(KafkaTemplate<String, String> template) {
		this.template = template;
	}

	@Bean
	InvocationHook timing(MeterRegistry meters) {
		return (event, context) -> {
			Timer.Sample sample = Timer.start(meters);
			return () -> sample.stop(meters.timer("orders.batch"));
		};
	}

	@Bean
	ChannelInterceptor freshness(Clock clock) {
		return (call) -> {
			for (int i = 0; i < call.messages().size(); i++) {
				Object sent = call.messages().get(i).getHeader(KafkaHeaders.RECEIVED_TIMESTAMP);
				if (sent instanceof Long time && clock.millis() - time > 3_600_000) {
					call.skip(i);
				}
			}
			return null;
		};
	}

	@Bean
	KafkaConnectionDetails localBroker() {
		return LocalKafka.broker("localhost:9092");
	}

	@Bean
	LocalEventSourceMappingCustomizer mapping() {
		return (mapping) -> mapping.topics("orders.eu", "orders.us")
			.settings((settings) -> settings.batchSize(10).maximumRetryAttempts(3).reportBatchItemFailures());
	}

	@Bean
	LocalEventSourceMappingCustomizer invokedAsOnLambda() {
		return (mapping) -> mapping.function(MainClassFunction.of(OrdersApplication.class));
	}

	@Transactional
	@AmgiChannel("orders")
	void placed(Order order) {
		this.template.send("invoices", order.id());
		this.template.send("shipments", order.id());
	}

	@KafkaListener(topics = "orders") // before
	@AmgiChannel("orders") // after
	void placed(ConsumerRecord<String, Order> record) {
	}

}
