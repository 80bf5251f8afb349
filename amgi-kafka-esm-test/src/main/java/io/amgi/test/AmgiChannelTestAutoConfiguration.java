package io.amgi.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.env.Environment;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.handler.AnnotatedApplication;

/**
 * Auto-configuration of what an {@link AmgiChannelTest @AmgiChannelTest} checks: a test
 * without any channel could only find out that its records are nacked.
 */
@AutoConfiguration(after = AmgiAutoConfiguration.class)
public final class AmgiChannelTestAutoConfiguration {

	/**
	 * The property with the names of the classes that a test is for.
	 */
	static final String CHANNELS = "io.amgi.test.channels";

	@Bean
	ApplicationListener<ContextRefreshedEvent> amgiChannelTestCheck(ObjectProvider<AnnotatedApplication> application,
			Environment environment) {
		String[] channels = environment.getProperty(CHANNELS, String[].class, new String[0]);
		return (event) -> application.ifAvailable((available) -> {
			if (available.getAddresses().isEmpty()) {
				throw NoChannelException.of(event.getApplicationContext(), channels);
			}
		});
	}

}
