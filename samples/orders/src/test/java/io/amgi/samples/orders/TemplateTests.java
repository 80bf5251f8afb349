package io.amgi.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.amgi.channel.AmgiChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the template deploys is this application.
 */
class TemplateTests {

	private static final Pattern TOPIC = Pattern.compile("Topics:\n +- (\\S+)");

	private static final Pattern PROFILE = Pattern.compile("SPRING_PROFILES_ACTIVE: (\\S+)");

	private final String template = read();

	@Test
	void credentialsGoToTheNamedServersAlone() {
		assertThat(this.template).contains("SPRING_AMGI_OUTBOUND_ALLOWEDBOOTSTRAPSERVERS: !Ref BrokerPattern\n");
	}

	@Test
	void packageHasNoDeveloperTools() throws IOException {
		assertThat(Files.readString(Path.of("src/assembly/lambda.xml")))
			.contains("<exclude>org.springframework.boot:spring-boot-devtools</exclude>");
	}

	@Test
	void eachChannelHasAMapping() {
		assertThat(found(TOPIC)).containsExactlyInAnyOrderElementsOf(channels());
	}

	@Test
	void profileIsThere() {
		assertThat(found(PROFILE)).singleElement()
			.satisfies((profile) -> assertThat(Path.of("src/main/resources/application-%s.yaml".formatted(profile)))
				.exists());
	}

	@Test
	void mainClassIsTheApplication() {
		assertThat(this.template).contains("MAIN_CLASS: " + OrdersApplication.class.getName() + "\n");
	}

	private List<String> found(Pattern pattern) {
		return pattern.matcher(this.template).results().map((result) -> result.group(1)).toList();
	}

	private static List<String> channels() {
		return Stream.of(Orders.class.getDeclaredMethods())
			.map((method) -> method.getAnnotation(AmgiChannel.class))
			.flatMap((channel) -> (channel != null) ? Stream.of(channel.value()) : Stream.empty())
			.toList();
	}

	private static String read() {
		try {
			return Files.readString(Path.of("template.yaml"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
