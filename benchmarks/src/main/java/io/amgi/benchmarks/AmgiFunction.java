package io.amgi.benchmarks;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import io.amgi.channel.AmgiChannel;
import io.amgi.kafka.KafkaKey;

/**
 * The application as one writes it with this library.
 */
public final class AmgiFunction implements AutoCloseable {

	private @Nullable ConfigurableApplicationContext context;

	/**
	 * Starts the application without Lambda.
	 * @return its context
	 */
	public ConfigurableApplicationContext start() {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(BytesApplication.class)
			.properties("spring.main.web-application-type=none", "logging.level.root=error",
					"spring.main.banner-mode=off")
			.run();
		this.context = context;
		return context;
	}

	@Override
	public void close() {
		if (this.context != null) {
			this.context.close();
		}
	}

	/**
	 * Handles bytes.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class BytesApplication {

		@Bean
		Bytes bytes() {
			return new Bytes();
		}

	}

	/**
	 * Handles orders.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	public static class OrdersApplication {

		@Bean
		Orders orders() {
			return new Orders();
		}

	}

	static final class Bytes {

		@AmgiChannel("orders")
		void handle(byte[] value, @KafkaKey byte[] key) {
			Work.handle(key, value);
		}

	}

	static final class Orders {

		@AmgiChannel("orders")
		void handle(Order order, @KafkaKey byte[] key) {
			Work.handle(key, order);
		}

	}

}
