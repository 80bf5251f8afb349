package io.amgi.test.life;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.event.EventListener;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.AmgiShutdownEvent;
import io.amgi.handler.AmgiStartupEvent;

/**
 * A function that says what happens to it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LifeApplication implements DisposableBean {

	private static final AtomicInteger startups = new AtomicInteger();

	static void say(String what) {
		System.out.println("life: %s @%s".formatted(what, Instant.now()));
	}

	@AmgiChannel("echo")
	void echo(String text) {
		if (text.startsWith("bad")) {
			throw new IllegalArgumentException("Refused %s after %d startup".formatted(text, startups.get()));
		}
	}

	@EventListener
	void startUp(AmgiStartupEvent event) {
		startups.incrementAndGet();
		say("startup");
		String failure = System.getenv("FAIL_STARTUP");
		if (failure != null) {
			throw new IllegalStateException(failure);
		}
	}

	@EventListener
	void shutDown(AmgiShutdownEvent event) throws InterruptedException {
		say("shutdown");
	}

	@Override
	public void destroy() {
		say("destroyed");
	}

}
