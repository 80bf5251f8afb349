package io.amgi.handler;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.commons.logging.impl.NoOpLog;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringValueResolver;
import org.springframework.validation.method.MethodValidator;

import io.amgi.channel.ChannelAddress;

/**
 * A bean method that handles a channel's messages. Its parameters get their resolvers
 * once, at start-up; its bean is asked for with the first message.
 */
final class ChannelMethod extends InvocableHandlerMethod {

	private final Supplier<Object> bean;

	private final List<HandlerMethodArgumentResolver> resolvers;

	private final ArgumentValidation validation;

	private final @Nullable ReplyAddress replyAddress;

	private final ReturnValue returnValue;

	ChannelMethod(HandlerMethod method, Supplier<Object> bean, ArgumentResolvers resolvers,
			@Nullable MethodValidator validator, StringValueResolver placeholders) {
		super(method);
		// The one by default logs arguments.
		setLogger(new NoOpLog());
		this.bean = bean;
		this.resolvers = resolvers.of(this);
		this.validation = ArgumentValidation.of(this, validator);
		this.replyAddress = ReplyAddress.of(this, placeholders);
		this.returnValue = ReturnValue.of(this, this.replyAddress);
	}

	@Override
	public Object getBean() {
		return this.bean.get();
	}

	@Override
	protected @Nullable Object[] getMethodArgumentValues(Message<?> message, @Nullable Object... providedArgs) {
		@Nullable Object[] arguments = new @Nullable Object[this.resolvers.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = resolve(i, message);
		}
		this.validation.validate(this, arguments);
		return arguments;
	}

	/**
	 * Handles a message to its end: invokes the method, waits for its result and sends
	 * what it returns.
	 * @param message the message
	 * @throws Exception if the message could not be handled
	 */
	void handle(ChannelMessage message) throws Exception {
		this.returnValue.send(AsyncResult.await(invoke(message)), message.getParameters(), message.getSender());
	}

	private @Nullable Object resolve(int index, Message<?> message) {
		MethodParameter parameter = getMethodParameters()[index];
		try {
			Object argument = this.resolvers.get(index).resolveArgument(parameter, message);
			if (ClassUtils.isAssignableValue(parameter.getParameterType(), argument)) {
				return argument;
			}
		}
		catch (ChannelArgumentException ex) {
			throw unresolved(index, String.valueOf(ex.getMessage()));
		}
		catch (Exception ex) {
			// Not passed on: it may quote the message.
		}
		throw unresolved(index, "expected " + ClassUtils.getShortName(parameter.getParameterType()));
	}

	private UnresolvedArgumentException unresolved(int index, String problem) {
		return new UnresolvedArgumentException(describe(index), this, problem);
	}

	/**
	 * Checks that an address has the parameters that the method asks for.
	 * @param address the address
	 */
	void check(ChannelAddress address) {
		for (MethodParameter parameter : getMethodParameters()) {
			if (parameter.hasParameterAnnotation(DestinationVariable.class) && !parameter.isOptional()) {
				check(address, DestinationVariableArgumentResolver.name(parameter));
			}
		}
		if (this.replyAddress != null) {
			this.replyAddress.getParameters().forEach((name) -> check(address, name));
		}
	}

	private void check(ChannelAddress address, String name) {
		if (!address.getParameters().contains(name)) {
			throw invalid("asks for '{%s}', which its address '%s' does not have".formatted(name, address),
					"Name a parameter of the address, or add it to the address.");
		}
	}

	InvalidChannelMethodException invalid(String problem, String action) {
		return new InvalidChannelMethodException(toString(), problem, action);
	}

	String describe(int index) {
		String name = getMethodParameters()[index].getParameterName();
		return (name != null) ? "parameter '" + name + "'" : "parameter " + index;
	}

	/**
	 * Describes the method as short as it can be found by.
	 */
	@Override
	public String toString() {
		return Arrays.stream(getMethod().getParameterTypes())
			.map(ClassUtils::getShortName)
			.collect(Collectors.joining(", ",
					ClassUtils.getShortName(getBeanType()) + "." + getMethod().getName() + "(", ")"));
	}

}
