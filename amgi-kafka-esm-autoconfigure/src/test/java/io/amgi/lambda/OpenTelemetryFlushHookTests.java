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
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.amgi.esm.EventMetadata;
import io.amgi.esm.TestContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OpenTelemetryFlushHookTests {

	private static final EventMetadata EVENT = new EventMetadata("aws:kafka", null, null, 1);

	private final CountDownLatch flushed = new CountDownLatch(1);

	@Test
	void providersAreFlushedWhenTheInvocationCloses(CapturedOutput output) throws Exception {
		AutoCloseable invocation = open(null, this::flush);
		assertThat(this.flushed.getCount()).isOne();
		invocation.close();
		assertThat(this.flushed.getCount()).isZero();
		assertThat(output).doesNotContain("OpenTelemetry");
	}

	@Test
	void failureIsAWarning(CapturedOutput output) throws Exception {
		open(null, CompletableResultCode::ofFailure).close();
		assertThat(output).containsOnlyOnce("an exporter has failed");
	}

	@Test
	void exceptionIsAWarning(CapturedOutput output) throws Exception {
		open(null, () -> {
			throw new IllegalStateException("exporter");
		}).close();
		assertThat(output).containsOnlyOnce("an exporter has failed");
	}

	@Test
	void exporterThatHangsDoesNotHoldTheResponse(CapturedOutput output) throws Exception {
		open(null, CompletableResultCode::new).close();
		assertThat(output).containsOnlyOnce("not flushed within 1000 ms");
	}

	@Test
	void flushThatBlocksDoesNotHoldTheResponse(CapturedOutput output) throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		open(TestContext.endingIn(300), () -> {
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return CompletableResultCode.ofSuccess();
		}).close();
		never.countDown();
		assertThat(output).containsPattern("not flushed within [0-9]{1,3} ms");
	}

	@Test
	void withoutTimeNothingIsFlushed(CapturedOutput output) throws Exception {
		open(TestContext.endingIn(50), this::flush).close();
		assertThat(this.flushed.getCount()).isOne();
		assertThat(output).containsOnlyOnce("No time left to flush");
	}

	private CompletableResultCode flush() {
		this.flushed.countDown();
		return CompletableResultCode.ofSuccess();
	}

	private static AutoCloseable open(@Nullable Context context, Supplier<CompletableResultCode> flush) {
		return new OpenTelemetryFlushHook(List.of(flush)).open(EVENT, context);
	}

}
