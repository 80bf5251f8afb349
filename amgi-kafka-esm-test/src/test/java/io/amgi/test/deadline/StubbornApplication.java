package io.amgi.test.deadline;

import java.util.concurrent.locks.LockSupport;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import io.amgi.channel.AmgiChannel;

/**
 * A function with a handler that ignores interruption.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StubbornApplication {

	@AmgiChannel("orders")
	void handle(String value) {
		System.out.println("started " + value);
		while (value.startsWith("stuck")) {
			LockSupport.parkNanos(1_000_000);
			Thread.interrupted();
		}
	}

}
