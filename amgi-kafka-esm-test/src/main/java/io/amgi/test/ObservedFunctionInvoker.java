package io.amgi.test;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiLambdaAutoConfiguration;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.protocol.AmgiMiddleware;

/**
 * Starts an application as Lambda does, and observes it.
 */
final class ObservedFunctionInvoker {

	private static final String MAIN_CLASS = "MAIN_CLASS";

	private ObservedFunctionInvoker() {
	}

	/**
	 * Starts an application.
	 * @param mainClass the application's main class
	 * @return the invoker, which has an application context of its own
	 */
	static synchronized FunctionInvoker start(Class<?> mainClass) {
		String before = System.getProperty(MAIN_CLASS);
		System.setProperty(MAIN_CLASS, mainClass.getName());
		try {
			return SpringApplication.withHook(ObservedFunctionInvoker::observe, () -> new FunctionInvoker());
		}
		finally {
			restore(before);
		}
	}

	// The invoker makes its application itself, and can be told nothing in another way.
	private static SpringApplicationRunListener observe(SpringApplication application) {
		application.addPrimarySources(List.of(ObservedConfiguration.class));
		return new SpringApplicationRunListener() {
		};
	}

	private static void restore(@Nullable String mainClass) {
		if (mainClass != null) {
			System.setProperty(MAIN_CLASS, mainClass);
		}
		else {
			System.clearProperty(MAIN_CLASS);
		}
	}

	/**
	 * What the application has besides.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ObservedAutoConfiguration.class)
	static class ObservedConfiguration {

	}

	/**
	 * What observes the application, in the place where it has its own.
	 */
	@AutoConfiguration(after = AmgiAutoConfiguration.class, before = AmgiLambdaAutoConfiguration.class)
	static class ObservedAutoConfiguration {

		@Bean
		AmgiMiddleware amgiLocalSends() {
			return LocalSends.middleware();
		}

		@Bean("amgiKafkaEventSourceMapping")
		@ConditionalOnBean(KafkaEventSourceMapping.class)
		@ConditionalOnMissingBean(name = "amgiKafkaEventSourceMapping")
		ObservedFunction amgiKafkaEventSourceMapping(KafkaEventSourceMapping mapping) {
			return new ObservedFunction(mapping);
		}

	}

}
