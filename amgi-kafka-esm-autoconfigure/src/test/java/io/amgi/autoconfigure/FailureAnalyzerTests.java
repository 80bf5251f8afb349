package io.amgi.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.amgi.channel.AmgiChannel;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.LifespanStartupFailedEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzerTests {

	@Test
	void conflictingChannelsAreExplained(CapturedOutput output) {
		assertStartFails(Conflicting.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces("""
				Description:

				Two channel methods handle the same messages:

					- FailureAnalyzerTests.Orders.placed(String) with the address 'orders'
					- FailureAnalyzerTests.MoreOrders.alsoPlaced(byte[]) with the address 'orders'


				Action:

				Remove one of them, or change an address so that no message belongs to both.
				""");
	}

	@Test
	void twoPayloadsAreExplained(CapturedOutput output) {
		assertStartFails(TwoPayloads.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces(
				"""
						Description:

						The channel method FailureAnalyzerTests.TwoPayloads.placed(String, byte[]) has two payload parameters: parameter 'text' and parameter 'bytes'.


						Action:

						Keep one of them. A parameter is the payload if it is annotated with @Payload or nothing else is known of it.
						""");
	}

	@Test
	void failedStartupIsExplained(CapturedOutput output) {
		assertStartFails(Failing.class);
		assertThat(output.getAll()).containsIgnoringWhitespaces(
				"""
						Description:

						The AMGI application could not start: no database


						Action:

						Correct what the application says. If it only needs longer, raise 'spring.amgi.lifespan.startup-timeout'; if it needs no lifespan, set 'spring.amgi.lifespan.enabled=false'.
						""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "processing.concurrency=0", "processing.deadline-margin=-1s", "dead-letter.topic-suffix=",
			"lifespan.startup-timeout=0", "lifespan.shutdown-timeout=-1s", "outbound.send-timeout=-5s" })
	void propertyThatCannotBeIsNamed(String property, CapturedOutput output) {
		assertThatException().isThrownBy(() -> new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.run("--spring.amgi." + property));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Property: spring.amgi." + property.substring(0, property.indexOf('=')))
			.containsPattern("must (not )?be ");
	}

	private static void assertStartFails(Class<?> configuration) {
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(configuration).web(WebApplicationType.NONE).run());
	}

	static class Orders {

		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class MoreOrders {

		@AmgiChannel("orders")
		void alsoPlaced(byte[] order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	@Import({ Orders.class, MoreOrders.class })
	static class Conflicting {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class TwoPayloads {

		@AmgiChannel("orders")
		void placed(String text, byte[] bytes) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class Failing {

		@Bean
		AmgiApplication application() {
			return (scope, receive, send) -> send.send(new LifespanStartupFailedEvent("no database"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(AmgiAutoConfiguration.class)
	static class Empty {

	}

}
