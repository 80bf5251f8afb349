package io.amgi.handler;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.util.function.SingletonSupplier;

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
		RecordSender sender = scope.sender();
		boolean moreMessages = true;
		while (moreMessages) {
			MessageReceiveEvent event = receive(scope);
			if (event == null) {
				return batch;
			}
			try {
				batch.add(event, this.arguments.resolveElement(scope.message(event, sender), bean));
			}
			catch (RuntimeException ex) {
				scope.send(MessageNackEvent.because(event.id(), ex));
			}
			moreMessages = event.moreMessages();
		}
		return batch;
	}

	// Where a failure stops what is behind it, the batch ends before the first element
	// that could not be resolved.
	private static @Nullable MessageReceiveEvent receive(ChannelScope scope) throws InterruptedException {
		try {
			return scope.receive();
		}
		catch (NotCompletedException ex) {
			return null;
		}
	}

	// Returns what is left for another call.
	private Batch handle(ChannelScope scope, Supplier<Object> bean, Batch batch) {
		RecordSender sender = scope.sender();
		List<ChannelMessage> messages = batch.messages(scope, sender);
		BatchDecisions decisions = new BatchDecisions(messages);
		try {
			ChannelMessage first = messages.get(0);
			scope.run(sender,
					() -> invoke(bean.get(), this.arguments.resolve(batch.elements(), first, decisions), first));
			decisions.ackRest();
		}
		catch (Exception | StackOverflowError ex) {
			this.failures.decide(RecordCompletion.unwrap(ex), messages, decisions);
		}
		if (!scope.mayContinue()) {
			decisions.nackRest(BEHIND_FAILURE);
		}
		scope.decide(new BatchCompletion(decisions, sender));
		return batch.only(decisions.undecided());
	}

}
