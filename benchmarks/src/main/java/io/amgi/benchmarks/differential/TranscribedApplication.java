package io.amgi.benchmarks.differential;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * An application that is invoked by its function bean, as Spring Cloud Function does.
 */
final class TranscribedApplication implements AutoCloseable {

	// Lambda's, with a minute to go whenever it is asked. The test kit's is not in each
	// build that is compared.
	private static final Context CONTEXT = (Context) Proxy.newProxyInstance(Context.class.getClassLoader(),
			new Class<?>[] { Context.class },
			(proxy, method, args) -> method.getName().equals("getRemainingTimeInMillis") ? 60_000 : null);

	private final ConfigurableApplicationContext context;

	private final Function<Message<InputStream>, byte[]> function;

	@SuppressWarnings("unchecked") // A bean of that name has that type
	private TranscribedApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.function = context.getBean("amgiKafkaEventSourceMapping", Function.class);
	}

	static TranscribedApplication start(Map<String, Object> properties) {
		return new TranscribedApplication(new SpringApplicationBuilder(Configuration.class)
			.properties("spring.main.web-application-type=none", "spring.main.banner-mode=off")
			.properties(properties)
			.run());
	}

	Facts facts() {
		return this.context.getBean(Facts.class);
	}

	/**
	 * Handles an event.
	 * @param event the event
	 * @return the response or the exception, one line for each line of its message
	 */
	List<String> invoke(RandomEvent event) {
		this.context.getBean(RecordingSend.class).confirmLate(event.confirmsLate());
		try {
			return List.of("response " + new String(this.function.apply(message(event)), StandardCharsets.UTF_8));
		}
		catch (RuntimeException | Error ex) {
			String text = "exception " + ex.getClass().getName() + ": " + ex.getMessage();
			return Stream.of(text.split("\n")).map(Text::line).toList();
		}
	}

	private static Message<InputStream> message(RandomEvent event) {
		MessageBuilder<InputStream> message = MessageBuilder.withPayload(new ByteArrayInputStream(event.json()));
		if (event.withContext()) {
			message.setHeader(AWSLambdaUtils.AWS_CONTEXT, CONTEXT);
		}
		return message.build();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application's beans.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Configuration {

		@Bean
		Facts facts() {
			return new Facts();
		}

		@Bean
		Work work(Facts facts) {
			return new Work(facts);
		}

		@Bean
		RecordingSend recordingSend(Facts facts) {
			return new RecordingSend(facts);
		}

		@Bean
		SingleChannels singleChannels(Work work) {
			return new SingleChannels(work);
		}

		@Bean
		ReplyChannels replyChannels(Work work) {
			return new ReplyChannels(work);
		}

		@Bean
		@ConditionalOnProperty(name = "spring.amgi.processing.ordering", havingValue = "partition")
		BatchChannels batchChannels(Work work) {
			return new BatchChannels(work);
		}

	}

}
