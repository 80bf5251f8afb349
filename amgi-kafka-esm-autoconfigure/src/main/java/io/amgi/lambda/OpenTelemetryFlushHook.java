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

package io.amgi.lambda;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;

import io.amgi.esm.EventMetadata;
import io.amgi.esm.InvocationHook;

/**
 * Exports what OpenTelemetry's providers hold before Lambda is answered: nothing runs
 * after that. Waits a second at most, less where the invocation has less time left.
 */
public final class OpenTelemetryFlushHook implements InvocationHook, Ordered {

	private static final Log logger = LogFactory.getLog(OpenTelemetryFlushHook.class);

	private static final long MAX_MILLIS = 1000;

	// What writing the response may take.
	private static final long RESERVE_MILLIS = 100;

	private final List<Supplier<CompletableResultCode>> flushes;

	/**
	 * Creates a hook.
	 * @param flushes begin to flush a provider each
	 */
	public OpenTelemetryFlushHook(List<Supplier<CompletableResultCode>> flushes) {
		this.flushes = List.copyOf(flushes);
	}

	/**
	 * Opens before all other hooks, and so closes after them.
	 */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public @Nullable AutoCloseable open(EventMetadata event, @Nullable Context context) {
		return this.flushes.isEmpty() ? null : () -> flush(context);
	}

	private void flush(@Nullable Context context) {
		long millis = (context != null) ? Math.min(MAX_MILLIS, context.getRemainingTimeInMillis() - RESERVE_MILLIS)
				: MAX_MILLIS;
		if (millis <= 0) {
			logger.warn("No time left to flush OpenTelemetry's providers");
			return;
		}
		CompletableResultCode result = new CompletableResultCode();
		Thread thread = new Thread(() -> flush(result), "amgi-telemetry-flush");
		thread.setDaemon(true);
		thread.start();
		result.join(millis, TimeUnit.MILLISECONDS);
		if (!result.isSuccess()) {
			logger.warn("OpenTelemetry's providers were not flushed within %d ms".formatted(millis)
					+ (result.isDone() ? ": an exporter has failed" : ""));
		}
	}

	// On a separate thread, because an exporter may block the flush.
	private void flush(CompletableResultCode result) {
		try {
			CompletableResultCode all = CompletableResultCode.ofAll(this.flushes.stream().map(Supplier::get).toList());
			all.whenComplete(() -> {
				if (all.isSuccess()) {
					result.succeed();
				}
				else {
					result.fail();
				}
			});
		}
		catch (RuntimeException ex) {
			result.fail();
		}
	}

}
