package io.amgi.handler;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationEventPublisherAware;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.Assert;

import io.amgi.channel.ChannelRouter;
import io.amgi.channel.ChannelRouter.Match;
import io.amgi.channel.ChannelRouter.Route;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.LifespanScope;
import io.amgi.protocol.MessageAckEvent;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.Receive;
import io.amgi.protocol.Scope;
import io.amgi.protocol.Send;
import io.amgi.protocol.SendEvent;

/**
 * The application that the methods annotated with
 * {@link io.amgi.channel.AmgiChannel @AmgiChannel} make up. In its lifespan, it publishes
 * {@link AmgiStartupEvent} and {@link AmgiShutdownEvent}.
 */
public final class AnnotatedApplication
		implements AmgiApplication, SmartInitializingSingleton, ApplicationEventPublisherAware {

	private static final Log logger = LogFactory.getLog(AnnotatedApplication.class);

	private final ChannelMethods methods;

	private ApplicationEventPublisher publisher = (event) -> {
	};

	private @Nullable ChannelRouter<ChannelMethod> router;

	/**
	 * Creates an application. Its methods are found once all singletons are there.
	 * @param beanFactory where to look for beans
	 * @param configurers what adds to the methods' possible shapes
	 * @param jsonConverter converts what no other converter does
	 */
	public AnnotatedApplication(ConfigurableListableBeanFactory beanFactory, List<AmgiChannelConfigurer> configurers,
			MessageConverter jsonConverter) {
		this.methods = new ChannelMethods(beanFactory, new ArgumentResolvers(configurers, jsonConverter));
	}

	@Override
	public void setApplicationEventPublisher(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<Route<ChannelMethod>> routes = this.methods.find();
		if (routes.isEmpty()) {
			logger.warn("No bean has a method annotated with @AmgiChannel: no record can be handled");
		}
		this.router = new ChannelRouter<>(routes);
	}

	@Override
	public void call(Scope scope, Receive receive, Send send) throws Exception {
		if (scope instanceof MessageScope messageScope) {
			handle(messageScope, receive, send);
		}
		else {
			new ApplicationLifespan(this, this.publisher).live((LifespanScope) scope, receive, send);
		}
	}

	private void handle(MessageScope scope, Receive receive, Send send) throws InterruptedException {
		Assert.state(this.router != null, "Not all singletons are there yet");
		Match<ChannelMethod> match = this.router.resolve(scope.address());
		MessageReceiveEvent event;
		do {
			event = (MessageReceiveEvent) receive.receive();
			send.send((match != null) ? handle(event, match.route().channel()) : unresolved(event, scope));
		}
		while (event.moreMessages());
	}

	private static SendEvent handle(MessageReceiveEvent event, ChannelMethod method) {
		try {
			method.invoke(new ReceivedMessage(event));
			return new MessageAckEvent(event.id());
		}
		catch (Exception | StackOverflowError ex) {
			return MessageNackEvent.because(event.id(), ex);
		}
	}

	private static SendEvent unresolved(MessageReceiveEvent event, MessageScope scope) {
		return new MessageNackEvent(event.id(), "Couldn't resolve address: " + scope.address());
	}

}
