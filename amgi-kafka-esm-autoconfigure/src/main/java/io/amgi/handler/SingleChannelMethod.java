package io.amgi.handler;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.HandlerMethod;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.RecordSender;

/**
 * A channel method that is called once per message.
 */
final class SingleChannelMethod extends ChannelMethod {

	private final List<Argument> arguments;

	SingleChannelMethod(HandlerMethod method, Supplier<Object> bean, List<Argument> arguments,
			ArgumentValidation validation, ReturnValue returnValue) {
		super(method, bean, validation, returnValue);
		this.arguments = arguments;
	}

	@Override
	void handle(ChannelScope scope) throws InterruptedException {
		MessageReceiveEvent event;
		do {
			event = scope.receive();
			scope.decide(handle(scope, event));
		}
		while (event.moreMessages());
	}

	private Completion handle(ChannelScope scope, MessageReceiveEvent event) {
		RecordSender sender = scope.sender(event.id());
		try {
			scope.run(sender, () -> handle(scope.message(event, sender)));
			return new RecordCompletion(event.id(), sender, null);
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			return new RecordCompletion(event.id(), sender, ex);
		}
	}

	private void handle(ChannelMessage message) throws Exception {
		@Nullable Object[] arguments = new @Nullable Object[this.arguments.size()];
		for (int i = 0; i < arguments.length; i++) {
			arguments[i] = this.arguments.get(i).resolve(message);
		}
		invoke(getBean(), arguments, message);
	}

}
