package io.amgi.autoconfigure;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.lambda.KafkaEventSourceMappingFunction;
import io.amgi.lambda.LambdaChannelConfigurer;

/**
 * Auto-configuration of the function that {@link FunctionInvoker} calls.
 */
@AutoConfiguration(after = AmgiAutoConfiguration.class)
@ConditionalOnClass(FunctionInvoker.class)
@ConditionalOnBean(KafkaEventSourceMapping.class)
public final class AmgiLambdaAutoConfiguration {

	@Bean(FunctionDefinition.NAME)
	@ConditionalOnMissingBean(name = FunctionDefinition.NAME)
	KafkaEventSourceMappingFunction amgiKafkaEventSourceMapping(KafkaEventSourceMapping mapping,
			Environment environment) {
		FunctionDefinition.check(environment);
		return new KafkaEventSourceMappingFunction(mapping);
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaChannelConfigurer amgiLambdaChannelConfigurer() {
		return new LambdaChannelConfigurer();
	}

}
