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

package io.amgi.esm;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * An invocation inside its hooks.
 *
 * @param hooks the hooks, the outermost one first
 * @param event what the event says of itself
 * @param context the context of Lambda's invocation
 */
record InvocationHookChain(List<InvocationHook> hooks, EventMetadata event, @Nullable Context context) {

	private static final Log logger = LogFactory.getLog(InvocationHookChain.class);

	<T> T run(Supplier<T> invocation) {
		try {
			return run(this.hooks.iterator(), invocation);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("An invocation hook failed", ex);
		}
	}

	private <T> T run(Iterator<InvocationHook> hooks, Supplier<T> invocation) throws Exception {
		if (!hooks.hasNext()) {
			return invocation.get();
		}
		AutoCloseable end = hooks.next().open(this.event, this.context);
		T result;
		try {
			result = run(hooks, invocation);
		}
		catch (Throwable ex) {
			closeAfter(ex, end);
			throw ex;
		}
		close(end);
		return result;
	}

	private static void close(@Nullable AutoCloseable end) throws Exception {
		if (end != null) {
			end.close();
		}
	}

	// Not every exception takes suppressed ones.
	private static void closeAfter(Throwable failure, @Nullable AutoCloseable end) {
		try {
			close(end);
		}
		catch (Throwable ex) {
			failure.addSuppressed(ex);
			logger.error("An invocation hook failed on closing after the invocation had failed", ex);
		}
	}

}
