package io.amgi.test.life;

import java.util.concurrent.CountDownLatch;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

import io.amgi.protocol.AmgiApplication;

/**
 * A function whose application never answers.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SilentApplication {

	@Bean
	AmgiApplication silent() {
		return (scope, receive, send) -> new CountDownLatch(1).await();
	}

}
