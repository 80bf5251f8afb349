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

package io.amgi.handler;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Waits for asynchronous results: a {@link CompletionStage} and, if Reactor is present,
 * the values of a {@link Publisher} or {@link Flow.Publisher}.
 */
final class AsyncResult {

	// One of Reactor's small types, since this loads it.
	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.Disposable",
			AsyncResult.class.getClassLoader());

	private AsyncResult() {
	}

	/**
	 * Returns the type that remains when a result is there.
	 * @param type the type that a method returns
	 * @return the type of the value, or of one of several values
	 */
	static ResolvableType valueType(ResolvableType type) {
		ResolvableType stage = type.as(CompletionStage.class);
		if (stage != ResolvableType.NONE) {
			return stage.getGeneric(0);
		}
		if (!REACTOR) {
			return type;
		}
		ResolvableType flow = type.as(Flow.Publisher.class);
		ResolvableType publisher = (flow != ResolvableType.NONE) ? flow : type.as(Publisher.class);
		return (publisher != ResolvableType.NONE) ? publisher.getGeneric(0) : type;
	}

	/**
	 * Waits for a result.
	 * @param result what a method has returned
	 * @return the value that it stands for
	 * @throws Exception what the result has failed with, or {@link InterruptedException}
	 * if the thread is interrupted while it waits; the result is cancelled then
	 */
	static @Nullable Object await(@Nullable Object result) throws Exception {
		if (result instanceof CompletionStage<?> stage) {
			return get(stage.toCompletableFuture());
		}
		if (REACTOR && result instanceof Flow.Publisher<?> publisher) {
			return get(Reactor.future(publisher));
		}
		return (REACTOR && result instanceof Publisher<?> publisher) ? get(Reactor.future(publisher)) : result;
	}

	private static @Nullable Object get(CompletableFuture<?> future) throws Exception {
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			throw ex;
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	/**
	 * Isolates the types that need Reactor on the class path.
	 */
	private static final class Reactor {

		static CompletableFuture<?> future(Flow.Publisher<?> publisher) {
			return future(JdkFlowAdapter.flowPublisherToFlux(publisher));
		}

		static CompletableFuture<?> future(Publisher<?> publisher) {
			return (publisher instanceof Mono<?> mono) ? mono.toFuture()
					: Flux.from(publisher).collectList().toFuture();
		}

	}

}
