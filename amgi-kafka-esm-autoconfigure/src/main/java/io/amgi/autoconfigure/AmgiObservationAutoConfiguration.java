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

package io.amgi.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;

import io.amgi.handler.AnnotatedApplication;
import io.amgi.lambda.OpenTelemetryFlushHook;
import io.amgi.observation.ChannelLookup;
import io.amgi.observation.MdcBatchObserver;
import io.amgi.server.InboundBatch;
import io.amgi.server.MessageServer;

/**
 * Auto-configuration of observations, meters and log fields. Each needs its library, and
 * a registry to report to.
 */
@AutoConfiguration(after = { AmgiAutoConfiguration.class, AmgiIdempotencyAutoConfiguration.class }, afterName = {
		"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration",
		"org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
		"org.springframework.boot.opentelemetry.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration",
		"org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration" })
@ConditionalOnBean(MessageServer.class)
@Import({ ObservationConfiguration.class, MeterConfiguration.class, EmfConfiguration.class,
		TemplateObservationConfiguration.class })
public final class AmgiObservationAutoConfiguration {

	@Bean
	ChannelLookup amgiChannelLookup(ObjectProvider<AnnotatedApplication> application) {
		AnnotatedApplication available = application.getIfAvailable();
		return (available != null) ? available::findChannel : (topic) -> null;
	}

	/**
	 * Fields of log lines.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MDC.class)
	@ConditionalOnBooleanProperty(name = "spring.amgi.logging.mdc", matchIfMissing = true)
	static class LoggingConfiguration {

		@Bean
		@Order(0)
		MdcBatchObserver amgiMdcBatchObserver(ChannelLookup channels) {
			return new MdcBatchObserver(channels, LoggingConfiguration::requestId);
		}

		private static @Nullable String requestId(InboundBatch batch) {
			Context context = LambdaContext.of(batch);
			return (context != null) ? context.getAwsRequestId() : null;
		}

	}

	/**
	 * Exports telemetry before the response.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ SdkTracerProvider.class, SdkMeterProvider.class, SdkLoggerProvider.class })
	@ConditionalOnProperty(AmgiEnvironmentPostProcessor.RUNTIME_API)
	static class FlushConfiguration {

		@Bean
		@ConditionalOnMissingBean
		OpenTelemetryFlushHook amgiOpenTelemetryFlushHook(ObjectProvider<SdkTracerProvider> tracers,
				ObjectProvider<SdkMeterProvider> meters, ObjectProvider<SdkLoggerProvider> loggers) {
			List<Supplier<CompletableResultCode>> flushes = new ArrayList<>();
			tracers.forEach((provider) -> flushes.add(provider::forceFlush));
			meters.forEach((provider) -> flushes.add(provider::forceFlush));
			loggers.forEach((provider) -> flushes.add(provider::forceFlush));
			return new OpenTelemetryFlushHook(flushes);
		}

	}

}
