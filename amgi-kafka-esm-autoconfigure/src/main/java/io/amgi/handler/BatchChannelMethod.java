package io.amgi.handler;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.function.SingletonSupplier;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageNackEvent;
import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.protocol.NotCompletedException;
import io.amgi.sender.RecordSender;

/**
 * A channel method that is called once with all messages of a scope.
 */
final class BatchChannelMethod extends ChannelMethod {

	private static final NotCompletedException BEHIND_FAILURE = new NotCompletedException(
			"Not attempted: an earlier record of its batch failed");

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
		Supplier<Object> bean = SingletonSupplier.of(this::getBean);
		Batch batch = receiveAll(scope, bean);
		while (!batch.isEmpty()) {
			batch = handle(scope, bean, batch);
		}
	}

	private Batch receiveAll(ChannelScope scope, Supplier<Object> bean) throws InterruptedException {
		Batch batch = new Batch();
		MessageReceiveEvent event;
		do {
			event = receive(scope);
			if (event != null) {
				add(event, scope, bean, batch);
			}
		}
		while (event != null && event.moreMessages());
		return batch;
	}

	// Where a failure stops the records behind it, the batch ends before the first
	// element that was not resolved.
	private static @Nullable MessageReceiveEvent receive(ChannelScope scope) throws InterruptedException {
		try {
			return scope.receive();
		}
		catch (NotCompletedException ex) {
			if (scope.isEnding()) {
				throw ex;
			}
			return null;
		}
	}

	private void add(MessageReceiveEvent event, ChannelScope scope, Supplier<Object> bean, Batch batch) {
		try {
			ChannelMessage message = scope.message(event, scope.sender(event.id()));
			batch.add(event, this.arguments.resolveElement(message, bean));
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			scope.send(MessageNackEvent.because(event.id(), ex));
		}
	}

	private Batch handle(ChannelScope scope, Supplier<Object> bean, Batch batch) {
		RecordSender sender = scope.sender(batch.lastId());
		List<ChannelMessage> messages = batch.messages(scope, sender);
		BatchDecisions decisions = new BatchDecisions(messages);
		try {
			ChannelMessage first = messages.get(0);
			scope.run(sender,
					() -> invoke(bean.get(), this.arguments.resolve(batch.argument(), first, decisions), first));
			decisions.ackRest();
		}
		catch (Throwable ex) {
			Throwables.throwIfFatal(ex);
			this.failures.decide(RecordCompletion.unwrap(ex), messages, decisions);
		}
		if (!scope.mayContinue()) {
			decisions.nackRest(BEHIND_FAILURE);
		}
		scope.decide(new BatchCompletion(decisions, sender));
		return batch.without(decisions);
	}

}
