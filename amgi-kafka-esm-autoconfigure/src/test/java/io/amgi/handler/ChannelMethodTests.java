package io.amgi.handler;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.resilience.annotation.Retryable;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.channel.AmgiChannel;
import io.amgi.channel.ConflictingChannelsException;
import io.amgi.esm.EventJson;
import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChannelMethodTests {

	private static final EventJson ORDER = orders("{\"id\":\"a\",\"items\":2}");

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.on-nack=error", "spring.amgi.processing.concurrency=1", "orders.topic=orders");

	@BeforeEach
	void countFromZero() {
		LazyHandler.instances = 0;
	}

	@Test
	void jsonBecomesARecord() {
		assertHandled(RecordHandler.class, ORDER, new Order("a", 2));
	}

	@Test
	void jsonBecomesAGenericType() {
		assertHandled(ListHandler.class, orders("[{\"id\":\"a\",\"items\":2}]"), List.of(new Order("a", 2)));
	}

	@Test
	void textStaysAsItIs() {
		assertHandled(TextHandler.class, orders("\"größe\""), "\"größe\"");
		assertHandled(TextHandler.class, orders(""), "");
	}

	@Test
	void bytesStayAsTheyAre() {
		assertHandled(BytesHandler.class, orders("\u0000\u00ff"), "\u0000\u00ff".getBytes());
		assertHandled(BytesHandler.class, orders(""), new byte[0]);
	}

	@Test
	void tombstoneIsNullWhereThePayloadMayBeMissing() {
		assertHandled(NullableHandler.class, tombstone(), "null");
		assertHandled(NotRequiredHandler.class, tombstone(), "null");
		assertHandled(OptionalHandler.class, tombstone(), Optional.empty());
		assertHandled(OptionalHandler.class, ORDER, Optional.of(new Order("a", 2)));
	}

	@Test
	void tombstoneIsNackedWhereThePayloadIsRequired() {
		assertNacked(RecordHandler.class, tombstone(),
				"Couldn't resolve parameter 'order' of ChannelMethodTests.RecordHandler.placed(ChannelMethodTests.Order): "
						+ "expected a payload but the message has none (a tombstone)");
	}

	@Test
	void methodWithoutParametersIsInvoked() {
		assertHandled(NoParameterHandler.class, ORDER, "called");
	}

	@Test
	void exceptionNacksWithItsMessage() {
		assertNacked(FailingHandler.class, ORDER, "boom");
	}

	@Test
	void placeholdersAreResolved() {
		assertHandled(PlaceholderHandler.class, ORDER, "called");
	}

	@Test
	void severalAddressesAreRouted() {
		this.contextRunner.withBean(SeveralHandler.class).run((context) -> {
			handle(context,
					EventJson.event()
						.record("orders", 0, 1)
						.value("1")
						.record("orders-retry", 0, 1)
						.value("2")
						.record("orders.eu", 0, 1)
						.value("3"));
			assertThat(context.getBean(SeveralHandler.class).received).containsExactly("1", "2", "3");
		});
	}

	@Test
	void unknownAddressIsNacked() {
		assertNacked(RecordHandler.class, EventJson.event().record("payments", 0, 1),
				"Couldn't resolve address: payments");
	}

	@Test
	void othersAreHandledBesideAFailure() {
		this.contextRunner.withBean(RecordHandler.class).run((context) -> {
			EventJson event = EventJson.event()
				.record("orders", 0, 1)
				.value("{\"items\":\"secret\"}")
				.record("orders", 0, 2)
				.value("{\"id\":\"b\",\"items\":3}");
			assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(context, event))
				.satisfies((ex) -> assertThat(ex.getNacks()).singleElement().extracting("offset").isEqualTo(1L));
			assertThat(context.getBean(RecordHandler.class).received).containsExactly(new Order("b", 3));
		});
	}

	@Test
	void lazyBeanIsFoundAndMadeWithItsFirstMessage() {
		this.contextRunner.withBean(LazyHandler.class, LazyHandler::new, (definition) -> definition.setLazyInit(true))
			.run((context) -> {
				assertThat(LazyHandler.instances).isZero();
				handle(context, ORDER);
				handle(context, ORDER);
				assertThat(LazyHandler.instances).isEqualTo(1);
			});
	}

	@Test
	void prototypeBeanIsMadePerMessage() {
		this.contextRunner
			.withBean(LazyHandler.class, LazyHandler::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> {
				handle(context, ORDER);
				handle(context, ORDER);
				assertThat(LazyHandler.instances).isEqualTo(2);
			});
	}

	@Test
	void proxiedBeanIsInvokedThroughItsProxy() {
		this.contextRunner.withUserConfiguration(ProxyConfiguration.class)
			.withBean("proxied", RecordHandler.class)
			.run((context) -> {
				assertThat(context.getBean(RecordHandler.class).getClass()).isNotEqualTo(RecordHandler.class);
				handle(context, ORDER);
				assertThat(context.getBean(ProxyConfiguration.class).calls).containsExactly("placed");
			});
	}

	@Test
	void inheritedMethodIsFound() {
		assertHandled(InheritingHandler.class, ORDER, new Order("a", 2));
	}

	@Test
	void twoMethodsForOneAddressStopTheStart() {
		this.contextRunner.withBean(RecordHandler.class).withBean(TextHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(ConflictingChannelsException.class)
				.hasMessageContaining("RecordHandler.placed(")
				.hasMessageContaining("TextHandler.placed(String)");
		});
	}

	@Test
	void twoPayloadsStopTheStart() {
		this.contextRunner.withBean(TwoPayloadsHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("TwoPayloadsHandler.placed(String, byte[]) has two payload parameters: "
						+ "parameter 'text' and parameter 'bytes'");
		});
	}

	@Test
	void invalidAddressStopsTheStart() {
		this.contextRunner.withBean(InvalidAddressHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("has an invalid address: '{' without '}' in address 'orders.{region'");
		});
	}

	@Test
	void returnedValueThatNothingWouldSendStopsTheStart() {
		this.contextRunner.withBean(ReturningHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("returns java.lang.String, which nothing would send");
		});
	}

	@Test
	void replyToSeveralAddressesStopsTheStart() {
		assertStartFails(SeveralRepliesHandler.class, "has @SendTo with 2 addresses");
	}

	@Test
	void replyToAParameterThatTheAddressLacksStopsTheStart() {
		assertStartFails(ReplyToUnknownHandler.class, "asks for '{region}', which its address 'orders' does not have");
	}

	@Test
	void parameterThatTheAddressLacksStopsTheStart() {
		assertStartFails(UnknownVariableHandler.class, "asks for '{region}', which its address 'orders' does not have");
	}

	@Test
	void beanMethodIsNoChannelMethod() {
		this.contextRunner.withUserConfiguration(BeanMethodConfiguration.class)
			.run((context) -> assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(context, ORDER))
				.withMessageContaining("Couldn't resolve address: orders"));
	}

	@Test
	void composedAnnotationIsFound() {
		assertHandled(ComposedHandler.class, ORDER, "called");
	}

	@Test
	void retryableMethodIsRetried() {
		this.contextRunner.withUserConfiguration(RetryConfiguration.class)
			.withBean(RetryableHandler.class)
			.run((context) -> {
				handle(context, ORDER);
				assertThat(context.getBean(RetryableHandler.class).attempts()).isEqualTo(3);
			});
	}

	@Test
	void batchWithoutAListStopsTheStart() {
		assertStartFails(BatchWithoutListHandler.class, "is a batch method without a List of payloads");
	}

	@Test
	void batchWithoutOrderByPartitionStopsTheStart() {
		this.contextRunner.withBean(BatchHandler.class)
			.withPropertyValues("spring.amgi.processing.ordering=key")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining(
						"takes the batch of a topic-partition, but records are not ordered by partition"));
	}

	@Test
	void batchEndsBeforeWhatCannotBeConvertedWhereFailuresStopTheirGroup() {
		EventJson event = EventJson.event();
		for (String value : List.of("1", "2", "\"three\"", "4")) {
			event.record("orders", 0, event.json().length()).value(value);
		}
		this.contextRunner.withBean(NumbersHandler.class)
			.withPropertyValues("spring.amgi.on-nack=report")
			.run((context) -> {
				assertThat(
						context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null).batchItemFailures())
					.hasSize(2);
				assertThat(context.getBean(NumbersHandler.class).received).containsExactly(List.of(1, 2));
			});
	}

	@Test
	void batchWithTwoListsStopsTheStart() {
		assertStartFails(BatchWithTwoListsHandler.class, "has two payload parameters");
	}

	@Test
	void batchWithAHeaderOfItsOwnStopsTheStart() {
		assertStartFails(BatchWithHeaderHandler.class,
				"is a batch method, whose messages have no parameter 'name' in common");
	}

	private void assertStartFails(Class<?> handler, String problem) {
		this.contextRunner.withBean(handler).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining(problem);
		});
	}

	private void assertHandled(Class<? extends Handler> handler, EventJson event, Object expected) {
		this.contextRunner.withBean(handler).run((context) -> {
			handle(context, event);
			assertThat(context.getBean(handler).received).usingRecursiveFieldByFieldElementComparator()
				.containsExactly(expected);
		});
	}

	private void assertNacked(Class<? extends Handler> handler, EventJson event, String reason) {
		this.contextRunner.withBean(handler)
			.run((context) -> assertThatExceptionOfType(NackException.class).isThrownBy(() -> handle(context, event))
				.satisfies((ex) -> assertThat(ex.getNacks()).singleElement().extracting("message").isEqualTo(reason)));
	}

	private static void handle(ApplicationContext context, EventJson event) {
		context.getBean(KafkaEventSourceMapping.class).handle(event.stream(), null);
	}

	private static EventJson orders(String value) {
		return EventJson.event().record("orders", 0, 1).value(value);
	}

	private static EventJson tombstone() {
		return EventJson.event().record("orders", 0, 1).recordWith("value", null);
	}

	record Order(String id, int items) {

	}

	abstract static class Handler {

		final List<Object> received = new ArrayList<>();

	}

	static class RecordHandler extends Handler {

		@AmgiChannel("orders")
		void placed(Order order) {
			this.received.add(order);
		}

	}

	static class InheritingHandler extends RecordHandler {

	}

	static class ListHandler extends Handler {

		@AmgiChannel("orders")
		void placed(List<Order> orders) {
			this.received.add(orders);
		}

	}

	static class TextHandler extends Handler {

		@AmgiChannel("orders")
		void placed(String text) {
			this.received.add(text);
		}

	}

	static class BytesHandler extends Handler {

		@AmgiChannel("orders")
		void placed(byte[] bytes) {
			this.received.add(bytes);
		}

	}

	static class NullableHandler extends Handler {

		@AmgiChannel("orders")
		void placed(@Nullable Order order) {
			this.received.add(String.valueOf(order));
		}

	}

	static class NotRequiredHandler extends Handler {

		@AmgiChannel("orders")
		void placed(@Payload(required = false) Order order) {
			this.received.add(String.valueOf(order));
		}

	}

	static class OptionalHandler extends Handler {

		@AmgiChannel("orders")
		void placed(Optional<Order> order) {
			this.received.add(order);
		}

	}

	static class NoParameterHandler extends Handler {

		@AmgiChannel("orders")
		void placed() {
			this.received.add("called");
		}

	}

	static class FailingHandler extends Handler {

		@AmgiChannel("orders")
		void placed(Order order) throws Exception {
			throw new Exception("boom");
		}

	}

	static class PlaceholderHandler extends Handler {

		@AmgiChannel("${orders.topic}")
		void placed() {
			this.received.add("called");
		}

	}

	static class SeveralHandler extends Handler {

		@AmgiChannel({ "orders", "orders-retry", "orders.{region}" })
		void placed(String text) {
			this.received.add(text);
		}

	}

	static class LazyHandler {

		static int instances;

		LazyHandler() {
			instances++;
		}

		@AmgiChannel("orders")
		void placed() {
		}

	}

	static class TwoPayloadsHandler {

		@AmgiChannel("orders")
		void placed(String text, byte[] bytes) {
		}

	}

	static class InvalidAddressHandler {

		@AmgiChannel("orders.{region")
		void placed() {
		}

	}

	static class ReturningHandler {

		@AmgiChannel("orders")
		String placed() {
			return "invoice";
		}

	}

	static class SeveralRepliesHandler {

		@AmgiChannel("orders")
		@SendTo({ "invoices", "receipts" })
		String placed() {
			return "invoice";
		}

	}

	static class ReplyToUnknownHandler {

		@AmgiChannel("orders")
		@SendTo("invoices.{region}")
		String placed() {
			return "invoice";
		}

	}

	static class UnknownVariableHandler {

		@AmgiChannel("orders")
		void placed(@DestinationVariable String region) {
		}

	}

	static class ComposedHandler extends Handler {

		@OrdersChannel(topic = "orders")
		void placed() {
			this.received.add("called");
		}

	}

	static class RetryableHandler {

		private int attempts;

		@AmgiChannel("orders")
		@Retryable(maxRetries = 2, delay = 1)
		void placed() {
			this.attempts++;
			if (this.attempts < 3) {
				throw new IllegalStateException("not yet");
			}
		}

		int attempts() {
			return this.attempts;
		}

	}

	static class BatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders) {
		}

	}

	static class NumbersHandler extends Handler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<Integer> numbers) {
			this.received.add(numbers);
		}

	}

	static class BatchWithoutListHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed() {
		}

	}

	static class BatchWithTwoListsHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> some, List<String> others) {
		}

	}

	static class BatchWithHeaderHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, @Header String name) {
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@AmgiChannel({})
	@interface OrdersChannel {

		@AliasFor(annotation = AmgiChannel.class, attribute = "value")
		String[] topic();

	}

	@Configuration(proxyBeanMethods = false)
	@EnableResilientMethods
	static class RetryConfiguration {

	}

	@Configuration(proxyBeanMethods = false)
	static class BeanMethodConfiguration {

		@Bean
		@AmgiChannel("orders")
		String orders() {
			return "a bean";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ProxyConfiguration {

		final List<String> calls = new ArrayList<>();

		@Bean
		Advice interceptor() {
			return (MethodInterceptor) (invocation) -> {
				if (Arrays.asList("placed").contains(invocation.getMethod().getName())) {
					this.calls.add(invocation.getMethod().getName());
				}
				return invocation.proceed();
			};
		}

		@Bean
		static BeanNameAutoProxyCreator proxyCreator() {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setBeanNames("proxied");
			creator.setInterceptorNames("interceptor");
			creator.setProxyTargetClass(true);
			return creator;
		}

	}

}
