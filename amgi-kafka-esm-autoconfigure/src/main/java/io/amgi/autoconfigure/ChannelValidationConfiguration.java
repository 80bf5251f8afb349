package io.amgi.autoconfigure;

import jakarta.validation.Validator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.beanvalidation.MethodValidationAdapter;
import org.springframework.validation.method.MethodValidator;

import io.amgi.handler.ConstraintMessages;

/**
 * Validation of constrained parameters of channel methods.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(Validator.class)
@ConditionalOnSingleCandidate(Validator.class)
class ChannelValidationConfiguration {

	@Bean
	@ConditionalOnMissingBean(MethodValidator.class)
	MethodValidationAdapter amgiMethodValidator(Validator validator) {
		return new MethodValidationAdapter(ConstraintMessages.withoutValues(validator));
	}

}
