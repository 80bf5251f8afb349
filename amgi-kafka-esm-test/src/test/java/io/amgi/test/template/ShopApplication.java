package io.amgi.test.template;

import java.util.stream.Stream;

import com.google.protobuf.StringValue;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import io.amgi.channel.AmgiChannel;
import io.amgi.sender.MessageSender;

/**
 * The application that templates of these tests deploy.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
class ShopApplication {

	static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(ShopApplication.class).properties(Stream
			.concat(Stream.of("spring.main.web-application-type=none", "spring.main.banner-mode=off",
					"spring.kafka.properties.sasl.mechanism=AWS_MSK_IAM"), Stream.of(properties))
			.toArray(String[]::new)).run();
	}

	@AmgiChannel("orders")
	void placed(String order, MessageSender sender) {
	}

	@AmgiChannel("notes.{region}")
	void noted(String note) {
	}

	@AmgiChannel("shipments")
	void shipped(StringValue shipment) {
	}

}
