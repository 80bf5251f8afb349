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

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

import io.amgi.esm.OnNack;
import io.amgi.idempotency.OnStoreFailure;
import io.amgi.lambda.PrimingMode;
import io.amgi.payload.EventRecordFormat;
import io.amgi.server.AfterFailure;
import io.amgi.server.DeadLetterOn;
import io.amgi.server.Ordering;

/**
 * Properties of AMGI for Kafka event source mappings.
 */
@ConfigurationProperties("spring.amgi")
public class AmgiProperties {

	/**
	 * Whether to handle the events of a Kafka event source mapping.
	 */
	private boolean enabled = true;

	/**
	 * Handling of records that were not acknowledged.
	 */
	private OnNack onNack = OnNack.LOG;

	/**
	 * ARNs of the event sources to accept events from. Use "self-managed" for events
	 * without an ARN.
	 */
	private List<String> allowedEventSourceArns = List.of();

	private final Processing processing = new Processing();

	private final DeadLetter deadLetter = new DeadLetter();

	private final Retry retry = new Retry();

	private final Idempotency idempotency = new Idempotency();

	private final Lifespan lifespan = new Lifespan();

	private final Lambda lambda = new Lambda();

	private final Outbound outbound = new Outbound();

	private final Consumer consumer = new Consumer();

	private final Redrive redrive = new Redrive();

	private final Logging logging = new Logging();

	private final Metrics metrics = new Metrics();

	private final Payload payload = new Payload();

	private final SchemaRegistry schemaRegistry = new SchemaRegistry();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public OnNack getOnNack() {
		return this.onNack;
	}

	public void setOnNack(OnNack onNack) {
		this.onNack = onNack;
	}

	public Processing getProcessing() {
		return this.processing;
	}

	public List<String> getAllowedEventSourceArns() {
		return this.allowedEventSourceArns;
	}

	public void setAllowedEventSourceArns(List<String> allowedEventSourceArns) {
		this.allowedEventSourceArns = allowedEventSourceArns;
	}

	public DeadLetter getDeadLetter() {
		return this.deadLetter;
	}

	public Retry getRetry() {
		return this.retry;
	}

	public Idempotency getIdempotency() {
		return this.idempotency;
	}

	public Lifespan getLifespan() {
		return this.lifespan;
	}

	public Lambda getLambda() {
		return this.lambda;
	}

	public Outbound getOutbound() {
		return this.outbound;
	}

	public Consumer getConsumer() {
		return this.consumer;
	}

	public Redrive getRedrive() {
		return this.redrive;
	}

	public Logging getLogging() {
		return this.logging;
	}

	public Metrics getMetrics() {
		return this.metrics;
	}

	public Payload getPayload() {
		return this.payload;
	}

	public SchemaRegistry getSchemaRegistry() {
		return this.schemaRegistry;
	}

	private static void assertPositive(Duration timeout) {
		Assert.isTrue(!timeout.isNegative() && !timeout.isZero(), "must be positive");
	}

	/**
	 * Processing of the records of an invocation.
	 */
	public static class Processing {

		/**
		 * Group of records to handle one after another, in the order of the event.
		 */
		private Ordering ordering = Ordering.PARTITION;

		/**
		 * Maximum number of handlers that run at a time, per invocation.
		 */
		private int concurrency = 16;

		/**
		 * Handling of the records behind a failed one. By default, "stop" if failures are
		 * reported and records are ordered, and "continue" otherwise.
		 */
		private @Nullable AfterFailure afterFailure;

		/**
		 * Time before Lambda's deadline at which to stop starting handlers. Limited to a
		 * quarter of the time that an invocation has.
		 */
		private Duration deadlineMargin = Duration.ofSeconds(2);

		/**
		 * Whether to end the JVM when handlers that outlived their invocations occupy the
		 * whole concurrency.
		 */
		private boolean exitWhenStuck = true;

		/**
		 * Exceptions to treat as not retryable, as such or as a cause, in addition to
		 * NonRetryableException and failures of conversion and validation.
		 */
		private List<Class<? extends Throwable>> nonRetryableExceptions = new ArrayList<>();

		public Ordering getOrdering() {
			return this.ordering;
		}

		public void setOrdering(Ordering ordering) {
			this.ordering = ordering;
		}

		public int getConcurrency() {
			return this.concurrency;
		}

		public void setConcurrency(int concurrency) {
			Assert.isTrue(concurrency > 0, "must be positive");
			this.concurrency = concurrency;
		}

		public @Nullable AfterFailure getAfterFailure() {
			return this.afterFailure;
		}

		public void setAfterFailure(@Nullable AfterFailure afterFailure) {
			this.afterFailure = afterFailure;
		}

		public Duration getDeadlineMargin() {
			return this.deadlineMargin;
		}

		public void setDeadlineMargin(Duration deadlineMargin) {
			Assert.isTrue(!deadlineMargin.isNegative(), "must not be negative");
			this.deadlineMargin = deadlineMargin;
		}

		public List<Class<? extends Throwable>> getNonRetryableExceptions() {
			return this.nonRetryableExceptions;
		}

		public void setNonRetryableExceptions(List<Class<? extends Throwable>> nonRetryableExceptions) {
			// The binder does not check the upper bound of a list's element type.
			for (Class<?> type : nonRetryableExceptions) {
				Assert.isTrue(Throwable.class.isAssignableFrom(type), () -> type.getName() + " is not an exception");
			}
			this.nonRetryableExceptions = nonRetryableExceptions;
		}

		public boolean isExitWhenStuck() {
			return this.exitWhenStuck;
		}

		public void setExitWhenStuck(boolean exitWhenStuck) {
			this.exitWhenStuck = exitWhenStuck;
		}

	}

	/**
	 * Publication of failed records.
	 */
	public static class DeadLetter {

		/**
		 * Whether to publish nacked records to a dead letter topic. Published records
		 * count as handled.
		 */
		private boolean enabled;

		/**
		 * Suffix appended to the record's topic to name its dead letter topic.
		 */
		private String topicSuffix = "-dlt";

		/**
		 * Nacked records to publish.
		 */
		private DeadLetterOn on = DeadLetterOn.ALL;

		/**
		 * Whether Lambda's events may contain dead letters, whose records are handled by
		 * the channels of their original topics.
		 */
		private boolean redeliver;

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public String getTopicSuffix() {
			return this.topicSuffix;
		}

		public void setTopicSuffix(String topicSuffix) {
			Assert.hasText(topicSuffix, "must not be empty: records would be published to their own topic");
			this.topicSuffix = topicSuffix;
		}

		public DeadLetterOn getOn() {
			return this.on;
		}

		public void setOn(DeadLetterOn on) {
			this.on = on;
		}

		public boolean isRedeliver() {
			return this.redeliver;
		}

		public void setRedeliver(boolean redeliver) {
			this.redeliver = redeliver;
		}

	}

	/**
	 * Retries of channel methods within an invocation.
	 */
	public static class Retry {

		/**
		 * Maximum number of retries of a method that throws. By default, 2 if dead
		 * letters are enabled and 0 otherwise.
		 */
		private @Nullable Long maxRetries;

		/**
		 * Delay before the first retry.
		 */
		private Duration delay = Duration.ofMillis(500);

		/**
		 * Factor by which the delay grows with each retry.
		 */
		private double multiplier = 2;

		/**
		 * Maximum delay between two attempts.
		 */
		private Duration maxDelay = Duration.ofSeconds(10);

		/**
		 * Maximum random time by which a delay is lengthened or shortened.
		 */
		private Duration jitter = Duration.ZERO;

		public @Nullable Long getMaxRetries() {
			return this.maxRetries;
		}

		public void setMaxRetries(@Nullable Long maxRetries) {
			this.maxRetries = maxRetries;
		}

		public Duration getDelay() {
			return this.delay;
		}

		public void setDelay(Duration delay) {
			this.delay = delay;
		}

		public double getMultiplier() {
			return this.multiplier;
		}

		public void setMultiplier(double multiplier) {
			this.multiplier = multiplier;
		}

		public Duration getMaxDelay() {
			return this.maxDelay;
		}

		public void setMaxDelay(Duration maxDelay) {
			this.maxDelay = maxDelay;
		}

		public Duration getJitter() {
			return this.jitter;
		}

		public void setJitter(Duration jitter) {
			this.jitter = jitter;
		}

	}

	/**
	 * Methods annotated with {@code @Idempotent}.
	 */
	public static class Idempotency {

		/**
		 * Name of the Kafka cluster in the keys of records. By default, the ARN or the
		 * bootstrap servers that a record came from. Required if a function and a
		 * consumer group share a store.
		 */
		private @Nullable String cluster;

		/**
		 * Whether methods share a transaction with the completion of their records,
		 * unless their annotation says otherwise.
		 */
		private boolean transactional;

		/**
		 * Time for which to remember handled records.
		 */
		private Duration retention = Duration.ofDays(7);

		/**
		 * Handling of records while the store is unavailable.
		 */
		private OnStoreFailure onStoreFailure = OnStoreFailure.NACK;

		private final Dynamodb dynamodb = new Dynamodb();

		public @Nullable String getCluster() {
			return this.cluster;
		}

		public void setCluster(@Nullable String cluster) {
			this.cluster = cluster;
		}

		public boolean isTransactional() {
			return this.transactional;
		}

		public void setTransactional(boolean transactional) {
			this.transactional = transactional;
		}

		public Duration getRetention() {
			return this.retention;
		}

		public void setRetention(Duration retention) {
			assertPositive(retention);
			this.retention = retention;
		}

		public OnStoreFailure getOnStoreFailure() {
			return this.onStoreFailure;
		}

		public void setOnStoreFailure(OnStoreFailure onStoreFailure) {
			this.onStoreFailure = onStoreFailure;
		}

		public Dynamodb getDynamodb() {
			return this.dynamodb;
		}

		/**
		 * The store in DynamoDB.
		 */
		public static class Dynamodb {

			/**
			 * Name or ARN of the DynamoDB table that holds the keys of handled records.
			 * If set, the table is used in place of the application's database.
			 */
			private @Nullable String tableName;

			public @Nullable String getTableName() {
				return this.tableName;
			}

			public void setTableName(@Nullable String tableName) {
				this.tableName = tableName;
			}

		}

	}

	/**
	 * The application's lifespan.
	 */
	public static class Lifespan {

		/**
		 * Whether to notify the application of start-up and shutdown.
		 */
		private boolean enabled = true;

		/**
		 * Maximum time for the application to start up.
		 */
		private Duration startupTimeout = Duration.ofSeconds(9);

		/**
		 * Maximum time for the application to shut down.
		 */
		private Duration shutdownTimeout = Duration.ofMillis(150);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getStartupTimeout() {
			return this.startupTimeout;
		}

		public void setStartupTimeout(Duration startupTimeout) {
			assertPositive(startupTimeout);
			this.startupTimeout = startupTimeout;
		}

		public Duration getShutdownTimeout() {
			return this.shutdownTimeout;
		}

		public void setShutdownTimeout(Duration shutdownTimeout) {
			assertPositive(shutdownTimeout);
			this.shutdownTimeout = shutdownTimeout;
		}

	}

	/**
	 * Lifecycle on Lambda.
	 */
	public static class Lambda {

		private final ShutdownExtension shutdownExtension = new ShutdownExtension();

		private final Priming priming = new Priming();

		public ShutdownExtension getShutdownExtension() {
			return this.shutdownExtension;
		}

		public Priming getPriming() {
			return this.priming;
		}

		/**
		 * Priming of the code that the first event would load.
		 */
		public static class Priming {

			/**
			 * Environments to prime during Init with the code of their first event.
			 * "auto" primes those that are started ahead of their first event.
			 */
			private PrimingMode mode = PrimingMode.AUTO;

			/**
			 * Maximum time that priming adds to Init.
			 */
			private Duration timeout = Duration.ofMillis(300);

			public PrimingMode getMode() {
				return this.mode;
			}

			public void setMode(PrimingMode mode) {
				this.mode = mode;
			}

			public Duration getTimeout() {
				return this.timeout;
			}

			public void setTimeout(Duration timeout) {
				this.timeout = timeout;
			}

		}

		/**
		 * Extension that makes Lambda send SIGTERM.
		 */
		public static class ShutdownExtension {

			/**
			 * Whether to register an internal extension, so that Lambda sends SIGTERM
			 * before it ends the function's process.
			 */
			private boolean enabled = true;

			public boolean isEnabled() {
				return this.enabled;
			}

			public void setEnabled(boolean enabled) {
				this.enabled = enabled;
			}

		}

	}

	/**
	 * Messages that the application sends.
	 */
	public static class Outbound {

		// Accepts a protocol in front, as Kafka's clients do, and IPv6 addresses in
		// brackets.
		private static final Pattern SERVER = Pattern
			.compile("\\s*(?:\\w+://)?(?:\\[[0-9a-fA-F:.%]+]|[^\\s:/,]+):[0-9]{1,5}\\s*");

		/**
		 * Brokers to send to, instead of those that the event came from.
		 */
		private List<String> bootstrapServers = List.of();

		/**
		 * Maximum time to wait for the confirmation of a message.
		 */
		private Duration sendTimeout = Duration.ofSeconds(5);

		/**
		 * Patterns for the bootstrap servers to accept in events. "*" stands for a whole
		 * label of the host, and the port is optional.
		 */
		private List<String> allowedBootstrapServers = List.of();

		public List<String> getBootstrapServers() {
			return this.bootstrapServers;
		}

		public void setBootstrapServers(List<String> bootstrapServers) {
			for (String server : bootstrapServers) {
				Assert.isTrue(SERVER.matcher(server).matches(), () -> "'%s' is not 'host:port'".formatted(server));
			}
			this.bootstrapServers = bootstrapServers;
		}

		public Duration getSendTimeout() {
			return this.sendTimeout;
		}

		public void setSendTimeout(Duration sendTimeout) {
			assertPositive(sendTimeout);
			this.sendTimeout = sendTimeout;
		}

		public List<String> getAllowedBootstrapServers() {
			return this.allowedBootstrapServers;
		}

		public void setAllowedBootstrapServers(List<String> allowedBootstrapServers) {
			this.allowedBootstrapServers = allowedBootstrapServers;
		}

	}

	/**
	 * The Kafka consumer group that runs the application outside of Lambda.
	 */
	public static class Consumer {

		/**
		 * Whether to consume the channels' topics as a Kafka consumer group instead of
		 * handling Lambda's events.
		 */
		private boolean enabled;

		/**
		 * Topics to consume. By default, those that the channels' addresses match.
		 */
		private List<String> topics = List.of();

		/**
		 * Maximum number of uncommitted records of a partition before the partition is
		 * paused.
		 */
		private int maxUncommitted = 10_000;

		private final Backoff backoff = new Backoff();

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public List<String> getTopics() {
			return this.topics;
		}

		public void setTopics(List<String> topics) {
			this.topics = topics;
		}

		public int getMaxUncommitted() {
			return this.maxUncommitted;
		}

		public void setMaxUncommitted(int maxUncommitted) {
			Assert.isTrue(maxUncommitted > 0, "must be positive");
			this.maxUncommitted = maxUncommitted;
		}

		public Backoff getBackoff() {
			return this.backoff;
		}

		/**
		 * The time between attempts at records that were not acknowledged.
		 */
		public static class Backoff {

			/**
			 * Delay before the second attempt, doubled with each further attempt.
			 */
			private Duration delay = Duration.ofSeconds(1);

			/**
			 * Maximum delay between attempts.
			 */
			private Duration maxDelay = Duration.ofSeconds(30);

			public Duration getDelay() {
				return this.delay;
			}

			public void setDelay(Duration delay) {
				assertPositive(delay);
				this.delay = delay;
			}

			public Duration getMaxDelay() {
				return this.maxDelay;
			}

			public void setMaxDelay(Duration maxDelay) {
				assertPositive(maxDelay);
				this.maxDelay = maxDelay;
			}

		}

	}

	/**
	 * Run that lets the application handle dead letters again, and ends.
	 */
	public static class Redrive {

		/**
		 * Dead letter topics to read up to their end. If set, the application handles
		 * their letters and exits.
		 */
		private List<String> topics = List.of();

		/**
		 * Locations of files with on-failure documents of Lambda: files, directories or
		 * patterns. If set, the application handles their records and exits.
		 */
		private List<String> documentLocations = List.of();

		/**
		 * Topics whose channels may handle the letters, in addition to those that the
		 * dead letter topics are named after.
		 */
		private List<String> originalTopics = List.of();

		/**
		 * Whether to count the letters instead of handling them.
		 */
		private boolean dryRun;

		/**
		 * Number of failed attempts after which a letter is parked.
		 */
		private int maxAttempts = 3;

		/**
		 * Suffix appended to the dead letter topic to name its parking topic.
		 */
		private String parkingSuffix = "-parked";

		/**
		 * Exceptions, by full or simple class name, whose letters to handle. By default,
		 * any.
		 */
		private List<String> exceptions = List.of();

		/**
		 * Time of publication from which to handle letters.
		 */
		private @Nullable Instant since;

		/**
		 * Time of publication before which to handle letters.
		 */
		private @Nullable Instant until;

		boolean isActive() {
			return !this.topics.isEmpty() || !this.documentLocations.isEmpty();
		}

		public List<String> getTopics() {
			return this.topics;
		}

		public void setTopics(List<String> topics) {
			this.topics = topics;
		}

		public List<String> getDocumentLocations() {
			return this.documentLocations;
		}

		public void setDocumentLocations(List<String> documentLocations) {
			this.documentLocations = documentLocations;
		}

		public List<String> getOriginalTopics() {
			return this.originalTopics;
		}

		public void setOriginalTopics(List<String> originalTopics) {
			this.originalTopics = originalTopics;
		}

		public boolean isDryRun() {
			return this.dryRun;
		}

		public void setDryRun(boolean dryRun) {
			this.dryRun = dryRun;
		}

		public int getMaxAttempts() {
			return this.maxAttempts;
		}

		public void setMaxAttempts(int maxAttempts) {
			Assert.isTrue(maxAttempts > 0, "must be positive");
			this.maxAttempts = maxAttempts;
		}

		public String getParkingSuffix() {
			return this.parkingSuffix;
		}

		public void setParkingSuffix(String parkingSuffix) {
			Assert.hasText(parkingSuffix, "must not be empty");
			this.parkingSuffix = parkingSuffix;
		}

		public List<String> getExceptions() {
			return this.exceptions;
		}

		public void setExceptions(List<String> exceptions) {
			this.exceptions = exceptions;
		}

		public @Nullable Instant getSince() {
			return this.since;
		}

		public void setSince(@Nullable Instant since) {
			this.since = since;
		}

		public @Nullable Instant getUntil() {
			return this.until;
		}

		public void setUntil(@Nullable Instant until) {
			this.until = until;
		}

	}

	/**
	 * Log lines about records.
	 */
	public static class Logging {

		/**
		 * Whether to add the record, its channel and Lambda's request to the logging
		 * context.
		 */
		private boolean mdc = true;

		public boolean isMdc() {
			return this.mdc;
		}

		public void setMdc(boolean mdc) {
			this.mdc = mdc;
		}

	}

	/**
	 * Metrics.
	 */
	public static class Metrics {

		private final Emf emf = new Emf();

		public Emf getEmf() {
			return this.emf;
		}

		/**
		 * CloudWatch's embedded metric format.
		 */
		public static class Emf {

			/**
			 * Whether to print metrics in CloudWatch's embedded metric format.
			 */
			private boolean enabled;

			/**
			 * Namespace of the metrics. By default, the application's name.
			 */
			private @Nullable String namespace;

			public boolean isEnabled() {
				return this.enabled;
			}

			public void setEnabled(boolean enabled) {
				this.enabled = enabled;
			}

			public @Nullable String getNamespace() {
				return this.namespace;
			}

			public void setNamespace(@Nullable String namespace) {
				this.namespace = namespace;
			}

		}

	}

	/**
	 * Conversion of payloads and keys.
	 */
	public static class Payload {

		/**
		 * Whether to read and write keys and payloads with the deserializers and
		 * serializers of "spring.kafka.*".
		 */
		private boolean useKafkaSerializers;

		/**
		 * Record format of the mapping's schema registry.
		 */
		private EventRecordFormat eventRecordFormat = EventRecordFormat.AUTO;

		public boolean isUseKafkaSerializers() {
			return this.useKafkaSerializers;
		}

		public void setUseKafkaSerializers(boolean useKafkaSerializers) {
			this.useKafkaSerializers = useKafkaSerializers;
		}

		public EventRecordFormat getEventRecordFormat() {
			return this.eventRecordFormat;
		}

		public void setEventRecordFormat(EventRecordFormat eventRecordFormat) {
			this.eventRecordFormat = eventRecordFormat;
		}

	}

	/**
	 * Sources of schemas.
	 */
	public static class SchemaRegistry {

		/**
		 * URLs of a schema registry with Confluent's REST API. By default,
		 * "spring.kafka.properties.schema.registry.url".
		 */
		private List<URI> urls = List.of();

		/**
		 * User name for the schema registry.
		 */
		private @Nullable String username;

		/**
		 * Password for the schema registry.
		 */
		private @Nullable String password;

		/**
		 * Bearer token for the schema registry.
		 */
		private @Nullable String bearerToken;

		/**
		 * Maximum time to wait for a connection to the schema registry and for its
		 * response.
		 */
		private Duration timeout = Duration.ofSeconds(2);

		private final Ssl ssl = new Ssl();

		private final Glue glue = new Glue();

		public List<URI> getUrls() {
			return this.urls;
		}

		public void setUrls(List<URI> urls) {
			this.urls = urls;
		}

		public @Nullable String getUsername() {
			return this.username;
		}

		public void setUsername(@Nullable String username) {
			this.username = username;
		}

		public @Nullable String getPassword() {
			return this.password;
		}

		public void setPassword(@Nullable String password) {
			this.password = password;
		}

		public @Nullable String getBearerToken() {
			return this.bearerToken;
		}

		public void setBearerToken(@Nullable String bearerToken) {
			this.bearerToken = bearerToken;
		}

		public Duration getTimeout() {
			return this.timeout;
		}

		public void setTimeout(Duration timeout) {
			assertPositive(timeout);
			this.timeout = timeout;
		}

		public Ssl getSsl() {
			return this.ssl;
		}

		public Glue getGlue() {
			return this.glue;
		}

		/**
		 * TLS to the schema registry.
		 */
		public static class Ssl {

			/**
			 * Name of the SSL bundle for the schema registry.
			 */
			private @Nullable String bundle;

			public @Nullable String getBundle() {
				return this.bundle;
			}

			public void setBundle(@Nullable String bundle) {
				this.bundle = bundle;
			}

		}

		/**
		 * AWS Glue's schema registry.
		 */
		public static class Glue {

			/**
			 * Name of the AWS Glue registry that holds the schemas of outbound messages.
			 */
			private @Nullable String registryName;

			public @Nullable String getRegistryName() {
				return this.registryName;
			}

			public void setRegistryName(@Nullable String registryName) {
				this.registryName = registryName;
			}

		}

	}

}
