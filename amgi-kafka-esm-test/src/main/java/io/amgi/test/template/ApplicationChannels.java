package io.amgi.test.template;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.messaging.handler.annotation.SendTo;

import io.amgi.channel.AddressConstraints;
import io.amgi.channel.AmgiChannel;
import io.amgi.channel.ChannelAddress;
import io.amgi.channel.ChannelRouter;
import io.amgi.channel.ChannelRouter.Match;
import io.amgi.channel.ChannelRouter.Route;
import io.amgi.handler.AnnotatedApplication;
import io.amgi.sender.MessageSender;
import io.amgi.sender.OutboundMessage;

/**
 * The channels of an application, by the methods of its beans. An application without
 * annotations has none that are known.
 */
final class ApplicationChannels {

	private static final AddressConstraints ANY = new AddressConstraints() {
	};

	private static final Set<String> BINARY_TYPES = Set.of("org.apache.avro.generic.GenericContainer",
			"com.google.protobuf.MessageLite");

	private final List<Route<Method>> routes = new ArrayList<>();

	private final ChannelRouter<Method> router;

	private final boolean known;

	private ApplicationChannels(ApplicationContext context) {
		this.known = context.getBeanNamesForType(AnnotatedApplication.class, true, false).length > 0;
		ConfigurableListableBeanFactory beans = ((ConfigurableApplicationContext) context).getBeanFactory();
		for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null
					: AutoProxyUtils.determineTargetClass(beans, name);
			if (type != null && AnnotationUtils.isCandidateClass(type, AmgiChannel.class)) {
				add(type, context);
			}
		}
		this.router = new ChannelRouter<>(this.routes);
	}

	static ApplicationChannels of(ApplicationContext context) {
		return new ApplicationChannels(context);
	}

	private void add(Class<?> type, ApplicationContext context) {
		Map<Method, AmgiChannel> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<@Nullable AmgiChannel>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, AmgiChannel.class));
		methods.forEach((method, channel) -> Stream.of(channel.value())
			.map(context.getEnvironment()::resolveRequiredPlaceholders)
			.forEach((address) -> this.routes.add(new Route<>(ChannelAddress.parse(address, ANY), method))));
	}

	/**
	 * Returns whether a topic has no channel for certain.
	 * @param topic the topic
	 * @return whether there is none
	 */
	boolean lack(String topic) {
		return this.known && this.router.resolve(topic) == null;
	}

	/**
	 * Returns whether the method of a topic takes Avro or Protobuf.
	 * @param topic the topic
	 * @return whether it takes what JSON is not
	 */
	boolean takesBinary(String topic) {
		Match<Method> match = this.known ? this.router.resolve(topic) : null;
		return match != null && Stream.of(match.route().channel().getGenericParameterTypes())
			.anyMatch((type) -> isBinary(ResolvableType.forType(type)));
	}

	private static boolean isBinary(ResolvableType type) {
		return Stream.of(type.getGenerics()).anyMatch(ApplicationChannels::isBinary) || isBinary(type.toClass());
	}

	private static boolean isBinary(@Nullable Class<?> type) {
		return type != null && (BINARY_TYPES.contains(type.getName()) || isBinary(type.getSuperclass())
				|| Stream.of(type.getInterfaces()).anyMatch(ApplicationChannels::isBinary));
	}

	/**
	 * Returns whether some channel sends messages for certain.
	 * @return whether one does
	 */
	boolean send() {
		return this.known && this.routes.stream().map(Route::channel).anyMatch(ApplicationChannels::sends);
	}

	private static boolean sends(Method method) {
		ResolvableType type = ResolvableType.forMethodReturnType(method);
		boolean returns = OutboundMessage.class.isAssignableFrom(type.toClass())
				|| (Collection.class.isAssignableFrom(type.toClass())
						&& OutboundMessage.class.isAssignableFrom(type.getGeneric(0).toClass()));
		return returns || Stream.of(method.getParameterTypes()).anyMatch(MessageSender.class::equals)
				|| AnnotatedElementUtils.hasAnnotation(method, SendTo.class);
	}

}
