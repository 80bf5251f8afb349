package io.amgi.test.lambda;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The invocations that have no result yet.
 */
final class RuntimeInvocations {

	private final BlockingQueue<RuntimeInvocation> waiting = new LinkedBlockingQueue<>();

	private final Map<String, RuntimeInvocation> open = new ConcurrentHashMap<>();

	private volatile @Nullable Integer exitCode;

	CompletableFuture<LambdaResult> add(RuntimeInvocation invocation) {
		this.open.put(invocation.requestId(), invocation);
		this.waiting.add(invocation);
		endWhereExited();
		return invocation.result().whenComplete((result, ex) -> this.open.remove(invocation.requestId()));
	}

	RuntimeInvocation take() throws InterruptedException {
		RuntimeInvocation invocation = this.waiting.take();
		while (!invocation.take()) {
			invocation = this.waiting.take();
		}
		return invocation;
	}

	/**
	 * Give an open invocation its result.
	 * @param requestId the id of the invocation
	 * @param completion tries to complete it
	 * @return whether there was such an invocation, and this was its first result
	 */
	boolean complete(String requestId, Predicate<RuntimeInvocation> completion) {
		RuntimeInvocation invocation = this.open.get(requestId);
		return invocation != null && completion.test(invocation);
	}

	void exited(int exitCode) {
		this.exitCode = exitCode;
		endWhereExited();
	}

	private void endWhereExited() {
		Integer code = this.exitCode;
		if (code != null) {
			this.open.values().forEach((invocation) -> invocation.exited(code));
		}
	}

}
