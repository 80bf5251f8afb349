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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.channel.AmgiChannel;
import io.amgi.channel.ConflictingChannelsException;
import io.amgi.esm.EventMetadata;
import io.amgi.kafka.DeadLetterTopicResolver;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.OutboundMessage;
import io.amgi.server.RecordNack;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelMethodStartTests {

	private final ChannelRunner runner = new ChannelRunner();

	@Test
	void twoMethodsForOneAddressStopTheStart() {
		this.runner.context().withBean(ChannelRunner.RecordHandler.class).withBean(TextHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(ConflictingChannelsException.class)
				.hasMessageContaining("RecordHandler.placed(")
				.hasMessageContaining("TextHandler.placed(String)");
		});
	}

	@Test
	void twoPayloadsStopTheStart() {
		this.runner.context().withBean(TwoPayloadsHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("TwoPayloadsHandler.placed(String, byte[]) has two payload parameters: "
						+ "parameter 'text' and parameter 'bytes'");
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { AcknowledgmentHandler.class, ConsumerHandler.class, SingleAcknowledgementHandler.class,
			AcknowledgmentBatchHandler.class })
	void parameterThatIsLeftOverFromAListenerStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, ", which is neither resolved nor a payload");
	}

	@ParameterizedTest
	@ValueSource(classes = { LifespanHandler.class, NackHandler.class, MetadataOfEventHandler.class,
			TopicResolverHandler.class })
	void parameterThatIsAmgisOwnStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, ", which is neither resolved nor a payload");
	}

	@ParameterizedTest
	@ValueSource(classes = { HeadersBatchHandler.class, MessageBatchHandler.class, RecordBatchHandler.class,
			EventBatchHandler.class })
	void parameterThatEachMessageOfABatchHasStopsTheStart(Class<?> handler) {
		this.runner.assertStartFails(handler, "is a batch method, whose messages have no parameter 'one' in common");
	}

	@Test
	void channelWithoutAnAddressStopsTheStart() {
		this.runner.assertStartFails(NoAddressHandler.class,
				"NoAddressHandler.placed(String) has @AmgiChannel without an address");
	}

	@Test
	void privateMethodOfAProxiedBeanStopsTheStart() {
		assertProxyStopsTheStart(PrivateHandler.class, true, "package-private, protected or public");
	}

	@Test
	void methodThatAProxiedBeansInterfaceLacksStopsTheStart() {
		assertProxyStopsTheStart(InterfaceHandler.class, false, "Declare it in an interface");
	}

	private void assertProxyStopsTheStart(Class<?> handler, boolean proxyTargetClass, String action) {
		this.runner.context()
			.withBean(BeanNameAutoProxyCreator.class, () -> proxyCreator(proxyTargetClass))
			.withBean("handler", handler)
			.run((context) -> assertThat(context.getStartupFailure())
				.isInstanceOfSatisfying(InvalidChannelMethodException.class, (ex) -> {
					assertThat(ex).hasMessageEndingWith("placed(String) cannot be called on the proxy of its bean");
					assertThat(ex.getAction()).contains(action);
				}));
	}

	private static BeanNameAutoProxyCreator proxyCreator(boolean proxyTargetClass) {
		BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
		creator.setBeanNames("handler");
		creator.setProxyTargetClass(proxyTargetClass);
		return creator;
	}

	@Test
	void invalidAddressStopsTheStart() {
		this.runner.context().withBean(InvalidAddressHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("has an invalid address: '{' without '}' in address 'orders.{region'");
		});
	}

	@Test
	void returnedValueThatNothingWouldSendStopsTheStart() {
		this.runner.context().withBean(ReturningHandler.class).run((context) -> {
			assertThat(context).hasFailed();
			assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining("returns java.lang.String, which nothing would send");
		});
	}

	@Test
	void replyToSeveralAddressesStopsTheStart() {
		this.runner.assertStartFails(SeveralRepliesHandler.class, "has @SendTo with 2 addresses");
	}

	@Test
	void replyToAParameterThatTheAddressLacksStopsTheStart() {
		this.runner.assertStartFails(ReplyToUnknownHandler.class,
				"asks for '{region}', which its address 'orders' does not have");
	}

	@Test
	void replyOfTheClassAsksNothingOfMethodsThatDoNotReply() {
		this.runner.context().withBean(ReplyingClassHandler.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(classes = { ReplyingOpenHandler.class, ReplyingListHandler.class })
	void replyOfTheClassAsksForItsParametersWhereAMethodMayReply(Class<?> handler) {
		this.runner.assertStartFails(handler, "asks for '{region}', which its address 'orders' does not have");
	}

	@Test
	void parameterThatTheAddressLacksStopsTheStart() {
		this.runner.assertStartFails(UnknownVariableHandler.class,
				"asks for '{region}', which its address 'orders' does not have");
	}

	@Test
	void batchWithoutAListStopsTheStart() {
		this.runner.assertStartFails(BatchWithoutListHandler.class, "is a batch method without a List of payloads");
	}

	@Test
	void batchWithoutOrderByPartitionStopsTheStart() {
		this.runner.context()
			.withBean(BatchHandler.class)
			.withPropertyValues("spring.amgi.processing.ordering=key")
			.run((context) -> assertThat(context.getStartupFailure()).isInstanceOf(InvalidChannelMethodException.class)
				.hasMessageContaining(
						"takes the batch of a topic-partition, but records are not ordered by partition"));
	}

	@Test
	void batchWithTwoListsStopsTheStart() {
		this.runner.assertStartFails(BatchWithTwoListsHandler.class, "has two payload parameters");
	}

	@Test
	void batchWithAHeaderOfItsOwnStopsTheStart() {
		this.runner.assertStartFails(BatchWithHeaderHandler.class,
				"is a batch method, whose messages have no parameter 'name' in common");
	}

	static class TextHandler {

		@AmgiChannel("orders")
		void placed(String text) {
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

	@SendTo("invoices.{region}")
	static class ReplyingClassHandler {

		@AmgiChannel("orders.{region}")
		String replying(String order) {
			return order;
		}

		@AmgiChannel("orders")
		void silent(String order) {
		}

		@AmgiChannel("payments")
		CompletionStage<Void> silentLater(String order) {
			return CompletableFuture.completedFuture(null);
		}

		@AmgiChannel("shipments")
		List<OutboundMessage> sending(String order) {
			return List.of(OutboundMessage.to("receipts"));
		}

	}

	@SendTo("invoices.{region}")
	static class ReplyingOpenHandler {

		@AmgiChannel("orders")
		@Nullable Object replying(String order) {
			return null;
		}

	}

	@SendTo("invoices.{region}")
	static class ReplyingListHandler {

		@AmgiChannel("orders")
		List<?> replying(String order) {
			return List.of();
		}

	}

	static class UnknownVariableHandler {

		@AmgiChannel("orders")
		void placed(@DestinationVariable String region) {
		}

	}

	static class BatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders) {
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

	static class AcknowledgmentHandler {

		@AmgiChannel("orders")
		void placed(ConsumerRecord<String, String> order, Acknowledgment acknowledgment) {
		}

	}

	static class ConsumerHandler {

		@AmgiChannel("orders")
		void placed(String order, Consumer<String, String> consumer) {
		}

	}

	static class SingleAcknowledgementHandler {

		@AmgiChannel("orders")
		void placed(Message<String> order, BatchAcknowledgement acknowledgement) {
		}

	}

	static class AcknowledgmentBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, Acknowledgment acknowledgment) {
		}

	}

	static class LifespanHandler {

		@AmgiChannel("orders")
		void placed(AmgiLifespan lifespan) {
		}

	}

	static class NackHandler {

		@AmgiChannel("orders")
		void placed(RecordNack nack) {
		}

	}

	static class MetadataOfEventHandler {

		@AmgiChannel("orders")
		void placed(EventMetadata event) {
		}

	}

	static class TopicResolverHandler {

		@AmgiChannel("orders")
		void placed(DeadLetterTopicResolver resolver) {
		}

	}

	static class HeadersBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, MessageHeaders one) {
		}

	}

	static class MessageBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, Message<String> one) {
		}

	}

	static class RecordBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, ConsumerRecord<String, String> one) {
		}

	}

	static class EventBatchHandler {

		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, MessageReceiveEvent one) {
		}

	}

	static class NoAddressHandler {

		@AmgiChannel({})
		void placed(String order) {
		}

	}

	static class PrivateHandler {

		@AmgiChannel("orders")
		private void placed(String order) {
		}

	}

	static class InterfaceHandler implements Supplier<String> {

		@AmgiChannel("orders")
		void placed(String order) {
		}

		@Override
		public String get() {
			return "";
		}

	}

}
