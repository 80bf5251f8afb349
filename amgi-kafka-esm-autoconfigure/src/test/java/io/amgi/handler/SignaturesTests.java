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

package io.amgi.handler;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.kafka.listener.adapter.ConsumerRecordMetadata;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.scheduling.annotation.Async;
import org.springframework.validation.annotation.Validated;

import io.amgi.channel.AmgiChannel;
import io.amgi.esm.EventJson;
import io.amgi.esm.NackException;
import io.amgi.kafka.KafkaKey;
import io.amgi.lambda.InvokedFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Signatures that listeners of Spring Kafka have, through the real
 * {@code FunctionInvoker}.
 */
class SignaturesTests {

	private static final List<@Nullable Object> arguments = new CopyOnWriteArrayList<>();

	private static InvokedFunction function;

	private final ChannelRunner runner = new ChannelRunner();

	@BeforeAll
	static void start() {
		function = InvokedFunction.start(Application.class, "spring.amgi.on-nack=error");
	}

	@AfterAll
	static void stop() {
		function.close();
	}

	@BeforeEach
	void clear() {
		arguments.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "message.argument", "message.valid", "message.validated", "record", "record.key",
			"batch.message", "batch.wildcard", "batch.wildcard-element", "batch.record", "batch.records",
			"batch.valid-message" })
	void payloadIsValidatedWhereverItIs(String topic) {
		function.invoke(record(topic, 1, "a", "{\"id\":\"a\"}"));
		assertThat(arguments).containsExactly(new Order("a"));
		assertThat(nack(record(topic, 2, "", "{\"id\":\"\"}"))).endsWith("must not be blank");
	}

	@Test
	void invalidElementOfABatchIsNackedByItself() {
		for (String topic : List.of("batch.message", "batch.record", "batch.records")) {
			arguments.clear();
			EventJson event = record(topic, 1, "a", "{\"id\":\"a\"}");
			assertThat(nack(add(event, topic, 2, "b", "{\"id\":\"\"}"))).contains("must not be blank");
			assertThat(arguments).as(topic).containsExactly(new Order("a"));
		}
	}

	@Test
	void batchHeadersComeAsListsBesideThePayloads() {
		EventJson event = record("columns", 1, "1", "{\"id\":\"a\"}");
		function.invoke(add(event, "columns", 2, "2", "{\"id\":\"b\"}"));
		assertThat(arguments).containsExactly(List.of(new Order("a"), new Order("b")), List.of(1L, 2L), List.of(1L, 2L),
				List.of("columns", "columns"), Arrays.asList(null, null), List.of("1", "2"), "columns", 0);
	}

	@Test
	void headersOfEachMessageComeAsMaps() {
		function.invoke(record("columns.headers", 1, "1", "x").header("name", 'a'));
		assertThat(arguments).singleElement().asString().contains("name=a").contains("kafka_offset=1");
	}

	@Test
	void keyThatIsNoneNacksItsRecordAlone() {
		EventJson event = record("columns", 1, "1", "{\"id\":\"a\"}");
		assertThat(nack(add(event, "columns", 2, "secret", "{\"id\":\"b\"}")))
			.contains("expected a key that is a number")
			.doesNotContain("secret");
		assertThat(arguments).startsWith(List.of(new Order("a")), List.of(1L));
	}

	@Test
	void recordWithoutKeyHasNoneInAList() {
		function.invoke(EventJson.event().record("columns.key", 0, 1).value("x"));
		assertThat(arguments).containsExactly(Arrays.asList((Object) null));
	}

	@Test
	void consumerRecordsHoldThePartitionsRecords() {
		EventJson event = record("batch.all", 1, "1", "x");
		function.invoke(add(event, "batch.all", 2, "2", "y"));
		assertThat(arguments).containsExactly("1=x", "2=y", 2);
	}

	@Test
	void metadataOfTheRecordIsGiven() {
		function.invoke(record("metadata", 7, "1", "xyz").recordWith("timestamp", 5));
		assertThat(arguments).containsExactly("metadata", 0, 7L, 5L, 3);
	}

	@Test
	void forgottenBatchIsHintedAt() {
		assertThat(nack(record("forgotten", 1, "1", "{\"id\":\"a\"}")))
			.endsWith("(a method that takes the records of a batch needs @AmgiChannel(batch = true))");
		assertThat(nack(record("forgotten", 1, "1", "[{\"id\":1},{\"id\":[]}]"))).doesNotContain("batch = true");
	}

	@ParameterizedTest
	@CsvSource({ "key, key: expected", "value, value: expected" })
	void consumerRecordSaysWhichPartItWas(String part, String problem) {
		String key = part.equals("key") ? "secret" : "1";
		String value = part.equals("value") ? "{\"id\":[\"secret\"]}" : "{\"id\":\"a\"}";
		assertThat(nack(record("record.number", 1, key, value))).contains(problem).doesNotContain("secret");
	}

	@ParameterizedTest
	@ValueSource(classes = { ListOfRecordsHandler.class, ListOfMessagesHandler.class, RecordsHandler.class })
	void batchTypeOfASingleMethodStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, ", which holds the messages of a batch, but is called with one message");
	}

	@Test
	void expressionStopsTheStart() {
		this.runner.assertStartFails(ExpressionHandler.class, "with the expression 'id', which nothing evaluates");
		this.runner.assertStartFails(ExpressionBatchHandler.class, "with the expression 'id', which nothing evaluates");
	}

	@ParameterizedTest
	@ValueSource(classes = { AsyncHandler.class, AsyncClassHandler.class })
	void asyncWithoutAResultStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, "is @Async without a result");
	}

	@Test
	void asyncWithAResultStarts() {
		this.runner.context().withBean(AsyncResultHandler.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void finalMethodOfAProxiedClassStopsTheStart() {
		this.runner.context()
			.withBean(BeanNameAutoProxyCreator.class, SignaturesTests::proxyCreator)
			.withBean("handler", FinalHandler.class)
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("is final, so that it would run on the proxy of its bean"));
	}

	@ParameterizedTest
	@ValueSource(strings = { BeanDefinition.SCOPE_SINGLETON, BeanDefinition.SCOPE_PROTOTYPE })
	void finalMethodOfALazyBeanThatIsProxiedByClassStopsTheStart(String scope) {
		this.runner.context()
			.withBean(BeanNameAutoProxyCreator.class, SignaturesTests::proxyCreator)
			.withBean("handler", FinalHandler.class, FinalHandler::new, (definition) -> {
				definition.setLazyInit(true);
				definition.setScope(scope);
			})
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("is final, so that it would run on the proxy of its bean"));
	}

	@Test
	void finalMethodOfAScopedProxyStopsTheStart() {
		this.runner.context().withInitializer((context) -> {
			RootBeanDefinition definition = new RootBeanDefinition(FinalHandler.class);
			definition.setScope(BeanDefinition.SCOPE_PROTOTYPE);
			BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context;
			BeanDefinitionHolder proxy = ScopedProxyUtils
				.createScopedProxy(new BeanDefinitionHolder(definition, "scoped"), registry, true);
			registry.registerBeanDefinition(proxy.getBeanName(), proxy.getBeanDefinition());
		})
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("is final, so that it would run on the proxy of its bean"));
	}

	@Test
	void lazyBeanWithoutFinalMethodsIsNotCreatedAtTheStart() {
		this.runner.context()
			.withBean("lazy", UncreatedHandler.class, UncreatedHandler::new,
					(definition) -> definition.setLazyInit(true))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void finalMethodWithoutAProxyStarts() {
		this.runner.context().withBean(FinalHandler.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(classes = { ValidRecordHandler.class, ValidRecordBatchHandler.class })
	void annotationThatValidatesNothingStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, "annotated with @Valid, which validates nothing of it");
	}

	@Test
	void optionalOfAMessageStopsTheStart() {
		this.runner.assertStartFails(OptionalMessageHandler.class, ", which is neither resolved nor a payload");
	}

	private static BeanNameAutoProxyCreator proxyCreator() {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("handler");
		creator.setProxyTargetClass(true);
		return creator;
	}

	private static EventJson record(String topic, long offset, String key, String value) {
		return add(EventJson.event(), topic, offset, key, value);
	}

	private static EventJson add(EventJson event, String topic, long offset, String key, String value) {
		return event.record(topic, 0, offset).key(key).value(value);
	}

	private static String nack(EventJson event) {
		NackException failure = catchThrowableOfType(NackException.class, () -> function.invoke(event));
		assertThat(failure).isNotNull();
		return failure.getNacks().get(0).message();
	}

	static class UncreatedHandler {

		UncreatedHandler() {
			throw new IllegalStateException("created");
		}

		@AmgiChannel("uncreated")
		void handle(String payload) {
		}

	}

	record Order(@NotBlank String id) {

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		private static void received(@Nullable Object... received) {
			arguments.addAll(Arrays.asList(received));
		}

		@AmgiChannel("message.argument")
		void messageArgument(Message<@Valid Order> message) {
			received(message.getPayload());
		}

		@AmgiChannel("message.valid")
		void validMessage(@Valid Message<Order> message) {
			received(message.getPayload());
		}

		@AmgiChannel("message.validated")
		void validatedMessage(@Validated Message<Order> message) {
			received(message.getPayload());
		}

		@AmgiChannel("record")
		void consumerRecord(ConsumerRecord<String, @Valid Order> record) {
			received(record.value());
		}

		@AmgiChannel("record.key")
		void constrainedKey(ConsumerRecord<@NotBlank String, Order> record) {
			received(record.value());
		}

		@AmgiChannel("record.number")
		void numberKey(ConsumerRecord<Long, Order> record) {
			received(record.value());
		}

		@AmgiChannel(value = "batch.message", batch = true)
		void messages(List<Message<@Valid Order>> messages) {
			messages.forEach((message) -> received(message.getPayload()));
		}

		@AmgiChannel(value = "batch.valid-message", batch = true)
		void validMessages(List<@Valid Message<Order>> messages) {
			messages.forEach((message) -> received(message.getPayload()));
		}

		@AmgiChannel(value = "batch.wildcard", batch = true)
		void wildcardMessages(List<? extends Message<@Valid Order>> messages) {
			messages.forEach((message) -> received(message.getPayload()));
		}

		@AmgiChannel(value = "batch.wildcard-element", batch = true)
		void wildcardOrders(List<? extends @Valid Order> orders) {
			orders.forEach(Application::received);
		}

		@AmgiChannel(value = "batch.record", batch = true)
		void consumerRecordBatch(List<ConsumerRecord<String, @Valid Order>> records) {
			records.forEach((record) -> received(record.value()));
		}

		@AmgiChannel(value = "batch.records", batch = true)
		void consumerRecords(ConsumerRecords<String, @Valid Order> records) {
			records.forEach((record) -> received(record.value()));
		}

		@AmgiChannel(value = "batch.all", batch = true)
		void allRecords(ConsumerRecords<Long, String> records) {
			records.forEach((record) -> received(record.key() + "=" + record.value()));
			received(records.count());
		}

		@AmgiChannel(value = "columns", batch = true)
		void columns(List<Order> orders, @Header(KafkaHeaders.RECEIVED_KEY) List<Long> keys,
				@Header(KafkaHeaders.OFFSET) List<Long> offsets,
				@Header(KafkaHeaders.RECEIVED_TOPIC) List<String> topics,
				@Header("trace") List<@Nullable String> traces, @KafkaKey List<String> texts,
				@Header(KafkaHeaders.RECEIVED_TOPIC) String topic,
				@Header(KafkaHeaders.RECEIVED_PARTITION) int partition) {
			received(orders, keys, offsets, topics, traces, texts, topic, partition);
		}

		@AmgiChannel(value = "columns.key", batch = true)
		void keys(List<String> payloads, @Header(KafkaHeaders.RECEIVED_KEY) List<String> keys) {
			received(keys);
		}

		@AmgiChannel(value = "columns.headers", batch = true)
		void headers(List<String> payloads, @Headers List<Map<String, String>> headers) {
			headers.forEach(Application::received);
		}

		@AmgiChannel("metadata")
		void metadata(String payload, ConsumerRecordMetadata metadata) {
			received(metadata.topic(), metadata.partition(), metadata.offset(), metadata.timestamp(),
					metadata.serializedValueSize());
		}

		@AmgiChannel("forgotten")
		void forgotten(List<Order> orders) {
		}

	}

	static class ListOfRecordsHandler {

		@AmgiChannel("orders")
		void placed(List<ConsumerRecord<String, Order>> records) {
		}

	}

	static class ListOfMessagesHandler {

		@AmgiChannel("orders")
		void placed(List<Message<Order>> messages) {
		}

	}

	static class RecordsHandler {

		@AmgiChannel("orders")
		void placed(ConsumerRecords<String, Order> records) {
		}

	}

	static class ExpressionHandler {

		@AmgiChannel("orders")
		void placed(@Payload("id") String id) {
		}

	}

	static class ExpressionBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(@Payload("id") List<String> ids) {
		}

	}

	static class AsyncHandler {

		@Async
		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	@Async
	static class AsyncClassHandler {

		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class AsyncResultHandler {

		@Async
		@AmgiChannel("orders")
		CompletableFuture<Void> placed(String order) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class FinalHandler {

		@AmgiChannel("orders")
		final void placed(String order) {
		}

	}

	static class ValidRecordHandler {

		@AmgiChannel("orders")
		void placed(@Valid ConsumerRecord<String, Order> record) {
		}

	}

	static class ValidRecordBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<@Valid ConsumerRecord<String, Order>> records) {
		}

	}

	static class OptionalMessageHandler {

		@AmgiChannel("orders")
		void placed(Optional<Message<Order>> message) {
		}

	}

}
