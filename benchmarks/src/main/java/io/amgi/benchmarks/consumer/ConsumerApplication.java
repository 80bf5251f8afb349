package io.amgi.benchmarks.consumer;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.channel.AmgiChannel;

/**
 * An application with one channel.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ConsumerApplication {

	@Bean
	Channel channel(Handling handling) {
		return new Channel(handling);
	}

	static class Channel {

		private final Handling handling;

		Channel(Handling handling) {
			this.handling = handling;
		}

		@AmgiChannel("${benchmark.topic}")
		void handle(byte[] payload) {
			this.handling.handle().run();
		}

	}

	/**
	 * What happens to a record.
	 *
	 * @param handle handles it
	 */
	record Handling(Runnable handle) {

	}

}
