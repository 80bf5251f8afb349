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

package io.amgi.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.ByteArrayMessageConverter;
import org.springframework.messaging.converter.MessageConverter;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelInterceptor;
import io.amgi.handler.ChannelMessage;
import io.amgi.handler.ChannelMethodOptions;
import io.amgi.handler.DecisionInterceptor;
import io.amgi.handler.Interception;
import io.amgi.kafka.KafkaChannelProtocol;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.NonRetryableException;
import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * The model's application as a channel method, with random interceptors that only
 * observe.
 */
final class ModelChannels {

	private final ModelApplication model;

	private final Executor executor;

	private ModelChannels(ModelApplication model, Executor executor) {
		this.model = model;
		this.executor = executor;
	}

	static AmgiApplication of(ModelApplication model, Executor executor, Random random) {
		DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
		beanFactory.registerSingleton("channels", new ModelChannels(model, executor));
		List<ChannelInterceptor> interceptors = new ArrayList<>();
		for (int i = random.nextInt(4); i > 0; i--) {
			interceptors.add(random.nextBoolean() ? new Deciding(random.nextBoolean()) : new Observing());
		}
		AnnotatedApplication application = new AnnotatedApplication(beanFactory, new KafkaChannelProtocol(),
				List.of(new Bytes()), DefaultConversionService.getSharedInstance(), null, interceptors,
				new CurrentMessageSender(), new ChannelMethodOptions(false, "", ""));
		application.afterSingletonsInstantiated();
		return application;
	}

	@AmgiChannel("orders")
	@Nullable CompletableFuture<Void> handle(Message<byte[]> message, MessageSender sender) throws Throwable {
		String id = ChannelMessage.of(message).getEvent().id();
		ModelRecord.Behaviour behaviour = ModelRecord.Behaviour.valueOf(new String(message.getPayload()));
		this.model.enter(id);
		this.model.leave(id);
		switch (behaviour) {
			case ASYNC -> {
				return CompletableFuture.runAsync(Thread::yield, this.executor);
			}
			case FAILED_LATER -> {
				return CompletableFuture.runAsync(() -> {
					throw new ModelApplication.UntracedException(behaviour.failure());
				}, this.executor);
			}
			case NACK, THROW, CHECKED, ASSERTION, OVERFLOW, LINKAGE -> throw ModelApplication.failure(behaviour);
			case FATAL -> throw new FatalException(behaviour.failure());
			case SEND, FAILED_SEND -> sender.send(OutboundMessage.to(behaviour.name()).payload(new byte[0]));
			default -> {
			}
		}
		return null;
	}

	private static final class Bytes implements AmgiChannelConfigurer {

		@Override
		public void addMessageConverters(List<MessageConverter> converters) {
			converters.add(new ByteArrayMessageConverter());
		}

	}

	/**
	 * Observes calls and their handling.
	 */
	private static class Observing implements ChannelInterceptor {

		@Override
		public Interception open(ChannelCall call) {
			return new Interception() {

				@Override
				public void invoke(Handling next) throws Exception {
					next.proceed();
					next.sends().isDone();
				}

			};
		}

	}

	/**
	 * Observes decisions, of all calls or of some.
	 */
	private static final class Deciding extends Observing implements DecisionInterceptor {

		private final boolean all;

		Deciding(boolean all) {
			this.all = all;
		}

		@Override
		@SuppressWarnings("NullAway")
		public @Nullable Interception open(ChannelCall call) {
			return (this.all || call.messages().get(0).getEvent().id().hashCode() % 2 == 0) ? super.open(call) : null;
		}

		@Override
		public void deciding(List<Decision> settled) {
			Thread.yield();
		}

	}

	private static final class FatalException extends NonRetryableException {

		private static final long serialVersionUID = 1L;

		FatalException(String message) {
			super(message, false);
		}

	}

}
