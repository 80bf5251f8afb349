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

package io.amgi.test.life;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.amgi.channel.AmgiChannel;

/**
 * A function that ends a span for each record. Its exporter writes to a file, or hangs.
 */
@EnableAutoConfiguration
@Configuration(proxyBeanMethods = false)
class TracedApplication {

	private final Tracer tracer;

	TracedApplication(SdkTracerProvider tracers) {
		this.tracer = tracers.get("test");
	}

	@AmgiChannel("traced")
	void traced(String text) {
		this.tracer.spanBuilder(text).startSpan().end();
	}

	/**
	 * The providers, apart from the channels that use them.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Tracing {

		@Bean
		SdkTracerProvider tracers() {
			String file = System.getenv("EXPORT_TO");
			SpanExporter exporter = (file != null) ? new FileExporter(Path.of(file)) : new HangingExporter();
			return SdkTracerProvider.builder().addSpanProcessor(BatchSpanProcessor.builder(exporter).build()).build();
		}

	}

	private record FileExporter(Path file) implements SpanExporter {

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			try {
				for (SpanData span : spans) {
					Files.writeString(this.file, span.getName() + "\n", StandardOpenOption.CREATE,
							StandardOpenOption.APPEND);
				}
				return CompletableResultCode.ofSuccess();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

	private static final class HangingExporter implements SpanExporter {

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			return new CompletableResultCode();
		}

		@Override
		public CompletableResultCode flush() {
			return new CompletableResultCode();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
