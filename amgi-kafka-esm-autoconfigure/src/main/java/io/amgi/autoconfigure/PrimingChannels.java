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

package io.amgi.autoconfigure;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.validation.Validator;
import org.springframework.validation.method.MethodValidator;
import tools.jackson.databind.json.JsonMapper;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.handler.ChannelMethodOptions;
import io.amgi.kafka.KafkaChannelConfigurer;
import io.amgi.kafka.KafkaChannelProtocol;
import io.amgi.lambda.LambdaChannelConfigurer;
import io.amgi.lambda.PrimingRecord;
import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * Channels whose records are handled in place of the application's own ones: its methods
 * and types may have effects, these have none.
 */
class PrimingChannels {

	private static final String TOPIC = "amgi-priming.orders";

	private static final String TEXT_TOPIC = "amgi-priming-text";

	/**
	 * Makes an application of these channels alone, by the application's own mapper. What
	 * users add to channel methods is not part of it.
	 * @param jsonMapper the mapper of JSON
	 * @param validator the validator of payloads
	 * @param methodValidator the validator of arguments, or {@code null}
	 * @param kafka adds Kafka's types, {@code null} without them
	 * @return the application
	 */
	static AnnotatedApplication application(ObjectProvider<JsonMapper> jsonMapper, ObjectProvider<Validator> validator,
			@Nullable MethodValidator methodValidator, @Nullable KafkaChannelConfigurer kafka) {
		DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
		beans.registerSingleton("amgiPrimingChannels", new PrimingChannels());
		List<AmgiChannelConfigurer> configurers = Stream
			.of(new LambdaChannelConfigurer(), kafka, new DefaultChannelConfigurer(jsonMapper, validator))
			.filter(Objects::nonNull)
			.toList();
		AnnotatedApplication application = new AnnotatedApplication(beans, new KafkaChannelProtocol(), configurers,
				ApplicationConversionService.getSharedInstance(), methodValidator, List.of(),
				new CurrentMessageSender(), new ChannelMethodOptions(false, "", ""));
		application.afterSingletonsInstantiated();
		return application;
	}

	/**
	 * Returns a record that is acknowledged, one whose payload is not what its channel
	 * expects, and one whose method throws.
	 * @return the records
	 */
	static List<PrimingRecord> records() {
		PrimingRecord order = PrimingRecord.of(TOPIC).key("A-1").header("version", "1");
		return List.of(order.payload("""
				{"id":"A-1","placed":"2026-01-01T00:00:00Z","items":[{"article":"teapot","quantity":2,"price":24.5}],\
				"notes":{"gift":"yes"},"paid":true,"other":null}"""), order.payload("{\"id\":[]}"),
				PrimingRecord.of(TEXT_TOPIC).payload("text"));
	}

	@AmgiChannel("amgi-priming.{name}")
	void handle(@Payload @Valid Order order, @DestinationVariable String name, @Header("version") int version,
			MessageSender sender) {
		sender.send(OutboundMessage.to(name).key(order.id()).payload(order));
	}

	@AmgiChannel(TEXT_TOPIC)
	void fail(String text) {
		throw new IllegalArgumentException(text);
	}

	/**
	 * An order, with what payloads often have.
	 *
	 * @param id its id
	 * @param placed when it was placed
	 * @param items its items
	 * @param notes notes by their name
	 * @param paid whether it is paid
	 */
	record Order(@NotNull @Size(max = 10) String id, Instant placed, List<@Valid Item> items, Map<String, String> notes,
			boolean paid) {

	}

	/**
	 * An item of an order.
	 *
	 * @param article the article
	 * @param quantity how many of it
	 * @param price its price
	 */
	record Item(String article, @Positive int quantity, BigDecimal price) {

	}

}
