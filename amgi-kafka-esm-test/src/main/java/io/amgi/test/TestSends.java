package io.amgi.test;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.AmgiMiddleware;
import io.amgi.protocol.MessageScope;
import io.amgi.protocol.MessageSend;
import io.amgi.protocol.MessageSendEvent;
import io.amgi.protocol.Send;

/**
 * Where messages end in a test: with the capture of the invocation that they are sent in.
 * Those of other invocations are confirmed and forgotten.
 */
final class TestSends implements MessageSend, AmgiMiddleware, Ordered {

	private final Map<Context, SendCapture> captures = new ConcurrentHashMap<>();

	private final ThreadLocal<@Nullable Sending> current = new ThreadLocal<>();

	private final SendInterception interception = new SendInterception(this::intercept);

	void open(Context context, SendCapture capture) {
		this.captures.put(context, capture);
	}

	void close(Context context) {
		this.captures.remove(context);
	}

	@Override
	public AmgiApplication wrap(AmgiApplication application) {
		return this.interception.wrap(application);
	}

	// The server passes messages on within the call.
	private CompletableFuture<Void> intercept(MessageScope scope, String recordId, MessageSendEvent message,
			Send send) {
		this.current.set(new Sending(recordId, capture(scope)));
		try {
			return send.send(message);
		}
		finally {
			this.current.remove();
		}
	}

	private @Nullable SendCapture capture(MessageScope scope) {
		Map<String, Object> lambda = scope.extensions().get("aws.lambda");
		return (lambda != null && lambda.get("context") instanceof Context context) ? this.captures.get(context) : null;
	}

	@Override
	public CompletableFuture<Void> send(MessageSendEvent event) {
		Sending sending = this.current.get();
		return (sending != null && sending.capture() != null) ? sending.capture().send(sending.recordId(), event)
				: CompletableFuture.completedFuture(null);
	}

	@Override
	public int getOrder() {
		return this.interception.getOrder();
	}

	/**
	 * What is being sent.
	 */
	private record Sending(String recordId, @Nullable SendCapture capture) {

	}

}
