package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.function.SingletonSupplier;

import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotAttemptedException;
import io.amgi.sender.RecordSender;

/**
 * A channel method that is called once with all messages of a scope.
 */
final class BatchChannelMethod extends ChannelMethod {

	private final BatchArguments arguments;

	private final BatchFailures failures;

	BatchChannelMethod(HandlerMethod method, Supplier<Object> bean, BatchArguments arguments,
			ArgumentValidation validation, ReturnValue returnValue, BatchFailures failures) {
		super(method, bean, validation, returnValue);
		this.arguments = arguments;
		this.failures = failures;
	}

	@Override
	void handle(ChannelScope scope) throws InterruptedException {
		RecordSender sender = scope.sender();
		List<ChannelMessage> messages = new ArrayList<>();
		List<@Nullable Object> elements = new ArrayList<>();
		Supplier<Object> bean = SingletonSupplier.of(this::getBean);
		receive(scope, sender, bean, messages, elements);
		if (!messages.isEmpty()) {
			scope.decide(new BatchTurn(handle(scope, sender, bean, messages, elements), sender));
		}
	}

	private void receive(ChannelScope scope, RecordSender sender, Supplier<Object> bean, List<ChannelMessage> messages,
			List<@Nullable Object> elements) throws InterruptedException {
		boolean moreMessages = true;
		while (moreMessages) {
			MessageReceiveEvent event = receive(scope);
			if (event == null) {
				return;
			}
			ChannelMessage message = scope.message(event, sender);
			try {
				elements.add(this.arguments.resolveElement(message, bean));
				messages.add(message);
			}
			catch (RuntimeException ex) {
				scope.send(MessageNackEvent.because(event.id(), ex));
			}
			moreMessages = event.moreMessages();
		}
	}

	// Where a failure stops what is behind it, the batch ends before the first element
	// that could not be resolved.
	private static @Nullable MessageReceiveEvent receive(ChannelScope scope) throws InterruptedException {
		try {
			return scope.receive();
		}
		catch (NotAttemptedException ex) {
			return null;
		}
	}

	private BatchDecisions handle(ChannelScope scope, RecordSender sender, Supplier<Object> bean,
			List<ChannelMessage> messages, List<@Nullable Object> elements) {
		BatchDecisions decisions = new BatchDecisions(messages);
		try {
			ChannelMessage first = messages.get(0);
			scope.run(sender, () -> invoke(bean.get(), this.arguments.resolve(elements, first, decisions), first));
			decisions.ackRest();
		}
		catch (Exception | StackOverflowError ex) {
			this.failures.decide(RecordTurn.unwrap(ex), messages, decisions);
		}
		return decisions;
	}

}
