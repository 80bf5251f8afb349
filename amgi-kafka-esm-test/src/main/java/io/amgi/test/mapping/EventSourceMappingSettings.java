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

package io.amgi.test.mapping;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * The settings of a mapping, under AWS's names. [D] marks behaviour that AWS documents,
 * and [A] our assumptions, or settings that AWS does not have.
 *
 * @param batchSize [D] maximum number of records in an event: 1 to 10,000, by default 100
 * @param maximumBatchingWindow [D] time to gather records: 0 to 300 seconds, by default
 * 500 ms
 * @param maximumPayloadSize [D] maximum size of an event: 6 MB. [A] It can be set lower,
 * so that tests need not fill 6 MB
 * @param startingPosition [D] position to start at. [A] By default the trim horizon; AWS
 * has no default. The position is committed at once, so that a restart uses it, too
 * @param startingPositionTimestamp [D] time to start at with
 * {@link StartingPosition#AT_TIMESTAMP}
 * @param filterCriteria [D] records that the function receives, by default all. [A] Any
 * number of patterns; AWS allows 5 by default
 * @param schemaRegistry [D] registry that reads and validates records before the filter
 * and the function receive them. Records that it cannot read go to the on-failure
 * destination, or are dropped if there is none. By default, there is no registry. [A] The
 * registry is a function in this process
 * @param maximumRetryAttempts [D] maximum number of retries of a failed batch: 0 to
 * 10,000, or -1 (default) for no limit; with an on-failure destination, -1 means 10. [A]
 * With partial batch responses, each retry of a named record counts, even if the record
 * is named only because it was not attempted after a failure
 * @param maximumRecordAge [D] maximum age of a record when the function receives it;
 * {@code null} (default) for any age. [A] AWS's minimum is 60 seconds; here, it is 1 ms
 * @param bisectBatchOnFunctionError [D] whether to split a batch in two if the function
 * fails. [A] A split does not count as a retry, as with Kinesis
 * @param functionResponseTypes [D] parts of a response that the mapping reads, by default
 * none
 * @param partialBatchReading [A] records to deliver again after a partial batch response,
 * by default the named ones
 * @param onFailureDestination [D] destination of records that are given up: {@code
 * kafka://topic}, on the same cluster, not a source topic. By default, there is none. Of
 * AWS's destinations, only topics are supported
 * @param eventSourceArn [D] ARN in events, which are then those of MSK; {@code null}
 * (default) for a self-managed cluster, whose events have none
 * @param pollers [D] number of event pollers. [A] The number is fixed; AWS scales between
 * a minimum and a maximum
 * @param concurrentInvocations [D] number of concurrent invocations of a poller, with
 * different partitions: up to 5 on AWS. [A] By default 1
 * @param retryDelay [A] time to wait before a retry. AWS does not document its own. By
 * default 1 second, so that the log of a poison pill is readable
 */
public record EventSourceMappingSettings(int batchSize, Duration maximumBatchingWindow, DataSize maximumPayloadSize,
		StartingPosition startingPosition, Instant startingPositionTimestamp, FilterCriteria filterCriteria,
		SchemaRegistry schemaRegistry, int maximumRetryAttempts, @Nullable Duration maximumRecordAge,
		boolean bisectBatchOnFunctionError, Set<FunctionResponseType> functionResponseTypes,
		PartialBatchReading partialBatchReading, @Nullable String onFailureDestination, @Nullable String eventSourceArn,
		int pollers, int concurrentInvocations, Duration retryDelay) {

	static final DataSize PAYLOAD_LIMIT = DataSize.ofMegabytes(6);

	public EventSourceMappingSettings {
		between("batchSize", batchSize, 1, 10_000);
		between("maximumBatchingWindow", maximumBatchingWindow.toMillis(), 0, 300_000);
		between("maximumPayloadSize", maximumPayloadSize.toBytes(), 1, PAYLOAD_LIMIT.toBytes());
		between("maximumRetryAttempts", maximumRetryAttempts, -1, 10_000);
		between("pollers", pollers, 1, 2_000);
		between("concurrentInvocations", concurrentInvocations, 1, 5);
		Assert.isTrue(onFailureDestination == null || onFailureDestination.startsWith("kafka://"),
				"'onFailureDestination' must be 'kafka://<topic>'");
		functionResponseTypes = Set.copyOf(functionResponseTypes);
	}

	private static void between(String name, long value, long least, long most) {
		Assert.isTrue(value >= least && value <= most,
				() -> "'%s' must be from %d to %d, not %d".formatted(name, least, most, value));
	}

	/**
	 * Returns AWS's defaults.
	 * @return the settings
	 */
	public static EventSourceMappingSettings defaults() {
		return of((settings) -> {
		});
	}

	/**
	 * Returns AWS's defaults with some settings changed.
	 * @param settings changes settings
	 * @return the settings
	 */
	public static EventSourceMappingSettings of(Consumer<Builder> settings) {
		Builder builder = new Builder();
		settings.accept(builder);
		return builder.build();
	}

	/**
	 * Changes settings from their defaults. The record describes each of them.
	 */
	public static final class Builder {

		private int batchSize = 100;

		private Duration maximumBatchingWindow = Duration.ofMillis(500);

		private DataSize maximumPayloadSize = PAYLOAD_LIMIT;

		private StartingPosition startingPosition = StartingPosition.TRIM_HORIZON;

		private Instant startingPositionTimestamp = Instant.EPOCH;

		private FilterCriteria filterCriteria = FilterCriteria.none();

		private SchemaRegistry schemaRegistry = SchemaRegistry.NONE;

		private int maximumRetryAttempts = -1;

		private @Nullable Duration maximumRecordAge;

		private boolean bisectBatchOnFunctionError;

		private final Set<FunctionResponseType> functionResponseTypes = EnumSet.noneOf(FunctionResponseType.class);

		private PartialBatchReading partialBatchReading = PartialBatchReading.NAMED_OFFSETS;

		private @Nullable String onFailureDestination;

		private @Nullable String eventSourceArn;

		private int pollers = 1;

		private int concurrentInvocations = 1;

		private Duration retryDelay = Duration.ofSeconds(1);

		private Builder() {
		}

		public Builder batchSize(int batchSize) {
			this.batchSize = batchSize;
			return this;
		}

		public Builder maximumBatchingWindow(Duration maximumBatchingWindow) {
			this.maximumBatchingWindow = maximumBatchingWindow;
			return this;
		}

		public Builder maximumPayloadSize(DataSize maximumPayloadSize) {
			this.maximumPayloadSize = maximumPayloadSize;
			return this;
		}

		public Builder startingPosition(StartingPosition startingPosition) {
			this.startingPosition = startingPosition;
			return this;
		}

		public Builder startingPositionTimestamp(Instant startingPositionTimestamp) {
			this.startingPosition = StartingPosition.AT_TIMESTAMP;
			this.startingPositionTimestamp = startingPositionTimestamp;
			return this;
		}

		public Builder filterCriteria(String... patterns) {
			this.filterCriteria = FilterCriteria.of(patterns);
			return this;
		}

		public Builder schemaRegistry(SchemaRegistry schemaRegistry) {
			this.schemaRegistry = schemaRegistry;
			return this;
		}

		public Builder maximumRetryAttempts(int maximumRetryAttempts) {
			this.maximumRetryAttempts = maximumRetryAttempts;
			return this;
		}

		public Builder maximumRecordAge(Duration maximumRecordAge) {
			this.maximumRecordAge = maximumRecordAge;
			return this;
		}

		public Builder bisectBatchOnFunctionError() {
			this.bisectBatchOnFunctionError = true;
			return this;
		}

		public Builder reportBatchItemFailures() {
			this.functionResponseTypes.add(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES);
			return this;
		}

		public Builder reportBatchItemFailures(PartialBatchReading reading) {
			this.partialBatchReading = reading;
			return reportBatchItemFailures();
		}

		public Builder onFailureDestination(String onFailureDestination) {
			this.onFailureDestination = onFailureDestination;
			return this;
		}

		public Builder eventSourceArn(String eventSourceArn) {
			this.eventSourceArn = eventSourceArn;
			return this;
		}

		public Builder pollers(int pollers) {
			this.pollers = pollers;
			return this;
		}

		public Builder concurrentInvocations(int concurrentInvocations) {
			this.concurrentInvocations = concurrentInvocations;
			return this;
		}

		public Builder retryDelay(Duration retryDelay) {
			this.retryDelay = retryDelay;
			return this;
		}

		EventSourceMappingSettings build() {
			return new EventSourceMappingSettings(this.batchSize, this.maximumBatchingWindow, this.maximumPayloadSize,
					this.startingPosition, this.startingPositionTimestamp, this.filterCriteria, this.schemaRegistry,
					this.maximumRetryAttempts, this.maximumRecordAge, this.bisectBatchOnFunctionError,
					this.functionResponseTypes, this.partialBatchReading, this.onFailureDestination,
					this.eventSourceArn, this.pollers, this.concurrentInvocations, this.retryDelay);
		}

	}

}
