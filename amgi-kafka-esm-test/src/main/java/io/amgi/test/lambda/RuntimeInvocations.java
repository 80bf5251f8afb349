/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

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
	 * Completes an open invocation.
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
