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

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationEventPublisherAware;
import org.springframework.core.convert.ConversionService;
import org.springframework.util.Assert;
import org.springframework.validation.method.MethodValidator;

import io.amgi.channel.ChannelAddress;
import io.amgi.channel.ChannelRouter;
import io.amgi.channel.ChannelRouter.Match;
import io.amgi.channel.ChannelRouter.Route;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Scope;
import io.amgi.protocol.Send;
import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.OutboundEnvelope;
import io.amgi.sender.OutboundEnvelopes;
import io.amgi.sender.OutboundMessageConverter;
import io.amgi.sender.PayloadRole;

/**
 * The application that the methods annotated with
 * {@link io.amgi.channel.AmgiChannel @AmgiChannel} make up. In its lifespan, it publishes
 * {@link AmgiStartupEvent} and {@link AmgiShutdownEvent}.
 */
public final class AnnotatedApplication
		implements AmgiApplication, SmartInitializingSingleton, ApplicationEventPublisherAware {

	private static final Log logger = LogFactory.getLog(AnnotatedApplication.class);

	private final ChannelMethods methods;

	private final PayloadConverter converter;

	private final ChannelMessageSupport conventions;

	private ApplicationEventPublisher publisher = (event) -> {
	};

	private @Nullable ChannelRouter<Channel> router;

	/**
	 * Creates an application. Its methods are found once all singletons are there.
	 * @param beanFactory where to look for beans
	 * @param protocol the messaging protocol behind the channels
	 * @param configurers say what the methods may look like
	 * @param conversionService converts headers and parameters of addresses
	 * @param validator validates constrained parameters, or {@code null} without
	 * validation
	 * @param interceptors the interceptors of calls, the outermost one first
	 * @param currentSender sends for the record that is handled on a thread
	 * @param options options for the methods
	 */
	public AnnotatedApplication(ConfigurableListableBeanFactory beanFactory, ChannelProtocol protocol,
			List<AmgiChannelConfigurer> configurers, ConversionService conversionService,
			@Nullable MethodValidator validator, List<ChannelInterceptor> interceptors,
			CurrentMessageSender currentSender, ChannelMethodOptions options) {
		this.converter = PayloadConverter.of(configurers);
		Map<String, Function<ChannelMessage, @Nullable Object>> headers = new HashMap<>();
		configurers.forEach((configurer) -> configurer.addHeaders(headers));
		OutboundEnvelopes envelopes = envelopes(configurers, protocol);
		this.conventions = new ChannelMessageSupport(headers, this.converter,
				new OutboundMessageConverter(this.converter, envelopes, convertsText(configurers)), currentSender);
		AddressParser addresses = new AddressParser(beanFactory::resolveEmbeddedValue, protocol);
		ArgumentResolvers resolvers = new ArgumentResolvers(configurers, this.converter, conversionService, beanFactory,
				new PayloadTypes(protocol));
		this.methods = new ChannelMethods(beanFactory, new ChannelMethodFactory(resolvers, validator, addresses,
				new BatchFailures(configurers), envelopes, options), addresses, List.copyOf(interceptors), options);
	}

	private static OutboundEnvelopes envelopes(List<AmgiChannelConfigurer> configurers, ChannelProtocol protocol) {
		Map<Class<?>, Function<Object, OutboundEnvelope>> types = new LinkedHashMap<>();
		configurers.forEach((configurer) -> configurer.addEnvelopes(types));
		return new OutboundEnvelopes(types, protocol::isClientType);
	}

	private static Predicate<PayloadRole> convertsText(List<AmgiChannelConfigurer> configurers) {
		return (role) -> configurers.stream().anyMatch((configurer) -> configurer.convertsText(role));
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<Route<Channel>> routes = this.methods.find();
		if (routes.isEmpty()) {
			logger.warn("No bean has a method annotated with @AmgiChannel: no record can be handled");
		}
		this.router = new ChannelRouter<>(routes);
	}

	/**
	 * Returns the addresses of all channels.
	 * @return the addresses, the literal ones first
	 */
	public List<ChannelAddress> getAddresses() {
		return router().getAddresses();
	}

	/**
	 * Finds the channel that handles the messages of an address.
	 * @param address the address
	 * @return the channel, or {@code null} if there is none
	 */
	public @Nullable ChannelDescriptor findChannel(String address) {
		Match<Channel> match = router().resolve(address);
		return (match != null) ? match.route().channel().descriptor() : null;
	}

	/**
	 * Returns the addresses that channels send their methods' results to.
	 * @return the addresses that {@code @SendTo} names
	 */
	public Set<ChannelAddress> getReplyAddresses() {
		return router().getChannels()
			.map(Channel::method)
			.map(ChannelMethod::getReplyAddress)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
	}

	/**
	 * Prepares to convert the payloads of all channels, by looking at their types. No
	 * value of them is created.
	 * @throws RuntimeException if converters failed, after all of them were asked
	 */
	public void prepare() {
		RuntimeException failures = new IllegalStateException("Couldn't prepare all payloads");
		router().getChannels().map(Channel::method).distinct().forEach((method) -> prepare(method, failures));
		if (failures.getSuppressed().length > 0) {
			throw failures;
		}
	}

	private void prepare(ChannelMethod method, RuntimeException failures) {
		method.payload().ifPresent((parameter) -> {
			try {
				this.converter.prepare(parameter);
			}
			catch (RuntimeException | LinkageError ex) {
				failures.addSuppressed(ex);
			}
		});
	}

	/**
	 * Returns an application that handles messages by the same methods, and tells no
	 * interceptor of them.
	 * @return the application
	 */
	public AmgiApplication withoutInterceptors() {
		return (scope, receive, send) -> {
			Assert.isInstanceOf(MessageScope.class, scope, "There is no lifespan without interceptors");
			handle((MessageScope) scope, receive, send, (channel) -> ChannelInterceptors.NONE);
		};
	}

	@Override
	public void call(Scope scope, Receive receive, Send send) throws Exception {
		if (scope instanceof MessageScope messageScope) {
			handle(messageScope, receive, send, Channel::interceptors);
		}
		else {
			new ApplicationLifespan(this, this.publisher).live((LifespanScope) scope, receive, send);
		}
	}

	private void handle(MessageScope scope, Receive receive, Send send,
			Function<Channel, ChannelInterceptors> interceptors) throws InterruptedException {
		Match<Channel> match = router().resolve(scope.address());
		if (match == null) {
			refuse(scope, receive, send);
			return;
		}
		Channel channel = match.route().channel();
		ChannelScope channelScope = new ChannelScope(scope, match.parameters(), receive, send, this.conventions,
				interceptors.apply(channel));
		try {
			channel.method().handle(channelScope);
		}
		finally {
			channelScope.end();
		}
	}

	private ChannelRouter<Channel> router() {
		Assert.state(this.router != null, "Not all singletons are there yet");
		return this.router;
	}

	private static void refuse(MessageScope scope, Receive receive, Send send) throws InterruptedException {
		MessageReceiveEvent event;
		do {
			event = (MessageReceiveEvent) receive.receive();
			send.send(MessageNackEvent.because(event.id(), new UnresolvedAddressException(scope.address())));
		}
		while (event.moreMessages());
	}

}
