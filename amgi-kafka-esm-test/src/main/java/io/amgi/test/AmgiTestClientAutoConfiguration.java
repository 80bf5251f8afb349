package io.amgi.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.autoconfigure.AmgiKafkaAutoConfiguration;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.lambda.LambdaChannelConfigurer;

/**
 * Auto-configuration of the {@link AmgiTestClient}.
 */
@AutoConfiguration(before = { AmgiKafkaAutoConfiguration.class, AmgiAutoConfiguration.class })
public final class AmgiTestClientAutoConfiguration {

	// Primary: where the application has its own, nothing leaves the test either.
	@Bean
	@Primary
	TestSends amgiTestSends() {
		return new TestSends();
	}

	@Bean
	AmgiTestClient amgiTestClient(KafkaEventSourceMapping mapping, TestSends sends,
			ObjectProvider<JsonMapper> jsonMapper) {
		return new AmgiTestClient(mapping, sends, jsonMapper.getIfAvailable(JsonMapper::shared));
	}

	// For channel tests, which are without the rest of Lambda.
	@Bean
	@ConditionalOnMissingBean
	LambdaChannelConfigurer amgiLambdaChannelConfigurer() {
		return new LambdaChannelConfigurer();
	}

}
