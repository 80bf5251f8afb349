/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import com.amazonaws.services.lambda.runtime.Context;
import org.springframework.cloud.function.adapter.aws.AWSLambdaUtils;
import org.springframework.cloud.function.context.FunctionRegistration;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.cloud.function.context.config.JsonMessageConverter;
import org.springframework.cloud.function.context.config.SmartCompositeMessageConverter;
import org.springframework.cloud.function.json.JsonMapper;
import org.springframework.core.ResolvableType;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.core.env.Environment;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.ByteArrayMessageConverter;

import io.amgi.esm.BatchResponse;
import io.amgi.esm.BatchResponse.BatchItemFailure;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

/**
 * Handles records of its own the way that events go, from Spring Cloud Function to the
 * response.
 */
public final class FunctionPriming implements PrimingStep.Action {

	private static final String NAME = "amgiPriming";

	private static final Type TYPE = ResolvableType
		.forClassWithGenerics(Function.class, ResolvableType.forClassWithGenerics(Message.class, InputStream.class),
				ResolvableType.forClass(byte[].class))
		.getType();

	private final KafkaEventSourceMapping mapping;

	private final JsonMapper jsonMapper;

	private final Environment environment;

	private final Duration timeout;

	private final List<PrimingRecord> records;

	/**
	 * Creates a step.
	 * @param mapping handles the records; its policy must be to fail
	 * @param jsonMapper the mapper of Spring Cloud Function
	 * @param environment knows the function
	 * @param timeout the time that the records have
	 * @param records the records, each in an event of its own; they may fail
	 */
	public FunctionPriming(KafkaEventSourceMapping mapping, JsonMapper jsonMapper, Environment environment,
			Duration timeout, List<PrimingRecord> records) {
		this.mapping = mapping;
		this.jsonMapper = jsonMapper;
		this.environment = environment;
		this.timeout = timeout;
		this.records = records;
	}

	@Override
	public void prime() throws IOException {
		Function<Object, Object> function = function();
		for (PrimingRecord record : this.records) {
			invoke(function, PrimingEvent.of(List.of(record)));
		}
		new BatchResponse(List.of(new BatchItemFailure(NAME, 0))).toJson();
	}

	// Uses a separate registry, because the application's registry would then contain two
	// functions.
	private Function<Object, Object> function() {
		SimpleFunctionRegistry registry = new SimpleFunctionRegistry(DefaultConversionService.getSharedInstance(),
				new SmartCompositeMessageConverter(
						List.of(new JsonMessageConverter(this.jsonMapper), new ByteArrayMessageConverter())),
				this.jsonMapper);
		registry
			.register(new FunctionRegistration<>(new KafkaEventSourceMappingFunction(this.mapping), NAME).type(TYPE));
		return registry.lookup(Function.class, NAME, "application/json");
	}

	private void invoke(Function<Object, Object> function, InputStream event) throws IOException {
		Context context = new PrimingContext(this.environment, this.timeout);
		Message<?> message = AWSLambdaUtils.generateMessage(event, inputType(), false, this.jsonMapper, context);
		try {
			Object response = function.apply(message);
			AWSLambdaUtils.generateOutputFromObject(message, response, this.jsonMapper, byte[].class);
		}
		catch (NackException ex) {
			// As it is meant to be.
		}
	}

	private static Type inputType() {
		return ResolvableType.forClassWithGenerics(Message.class, InputStream.class).getType();
	}

}
