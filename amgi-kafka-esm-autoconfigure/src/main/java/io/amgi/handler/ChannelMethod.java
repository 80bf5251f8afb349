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
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;
import org.springframework.messaging.handler.invocation.InvocableHandlerMethod;
import org.springframework.util.ClassUtils;

/**
 * A bean method that handles a channel's messages. Its parameters get their resolvers
 * once, at start-up; its bean is asked for with the first message.
 */
final class ChannelMethod extends InvocableHandlerMethod {

	private final Supplier<Object> bean;

	private final List<HandlerMethodArgumentResolver> resolvers;

	ChannelMethod(HandlerMethod method, Supplier<Object> bean, ArgumentResolvers resolvers) {
		super(method);
		// The one by default logs arguments.
		setLogger(new NoOpLog());
		this.bean = bean;
		this.resolvers = resolvers.of(this);
		if (!isVoid()) {
			throw invalid("returns a value, which nothing would send", "Let it return void.");
		}
	}

	@Override
	public Object getBean() {
		return this.bean.get();
	}

	@Override
	protected @Nullable Object[] getMethodArgumentValues(Message<?> message, @Nullable Object... providedArgs) {
		MethodParameter[] parameters = getMethodParameters();
		@Nullable Object[] arguments = new @Nullable Object[parameters.length];
		for (int i = 0; i < parameters.length; i++) {
			arguments[i] = resolve(this.resolvers.get(i), parameters[i], message);
		}
		return arguments;
	}

	private @Nullable Object resolve(HandlerMethodArgumentResolver resolver, MethodParameter parameter,
			Message<?> message) {
		try {
			Object argument = resolver.resolveArgument(parameter, message);
			if (ClassUtils.isAssignableValue(parameter.getParameterType(), argument)) {
				return argument;
			}
		}
		catch (PayloadConversionException ex) {
			throw new ArgumentException(this, parameter, String.valueOf(ex.getMessage()));
		}
		catch (Exception ex) {
			// Not passed on: it may quote the message.
		}
		throw new ArgumentException(this, parameter,
				"expected " + ClassUtils.getShortName(parameter.getParameterType()));
	}

	InvalidChannelMethodException invalid(String problem, String action) {
		return new InvalidChannelMethodException(toString(), problem, action);
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
