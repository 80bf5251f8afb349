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

package io.amgi.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Documents the observations. High-cardinality keys follow OpenTelemetry's semantic
 * conventions for messaging.
 */
public enum AmgiObservation implements ObservationDocumentation {

	/**
	 * Observation of a batch, from its records to its outcome.
	 */
	BATCH {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultBatchObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return BatchLowCardinalityKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return BatchHighCardinalityKeys.values();
		}

	},

	/**
	 * Observation of the processing of a record, or of the records of a batch method's
	 * call, until all of them are decided and what they sent is confirmed.
	 */
	PROCESS {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultProcessObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return ProcessLowCardinalityKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return ProcessHighCardinalityKeys.values();
		}

		@Override
		public Observation.Event[] getEvents() {
			return ProcessEvents.values();
		}

	},

	/**
	 * Observation of a message, from its sending to its confirmation. Dead letters are
	 * such messages.
	 */
	SEND {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultSendObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return SendLowCardinalityKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return SendHighCardinalityKeys.values();
		}

	};

	/**
	 * Low-cardinality keys of {@link #BATCH}.
	 */
	public enum BatchLowCardinalityKeys implements KeyName {

		/**
		 * Source of the batch: {@code lambda} or {@code consumer}.
		 */
		SOURCE {

			@Override
			public String asString() {
				return "source";
			}

		},

		/**
		 * Outcome of the batch: {@code acked} if all records are acknowledged or
		 * published as dead letters, {@code nacked} or {@code not_completed} if a record
		 * is, {@code failed} if there is no outcome.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * High-cardinality keys of {@link #BATCH}.
	 */
	public enum BatchHighCardinalityKeys implements KeyName {

		/**
		 * Number of records in the batch.
		 */
		MESSAGING_BATCH_MESSAGE_COUNT {

			@Override
			public String asString() {
				return "messaging.batch.message_count";
			}

		}

	}

	/**
	 * Low-cardinality keys of {@link #PROCESS}.
	 */
	public enum ProcessLowCardinalityKeys implements KeyName {

		/**
		 * Address of the channel, a template where it is one; {@code none} without
		 * channel.
		 */
		CHANNEL {

			@Override
			public String asString() {
				return "channel";
			}

		},

		/**
		 * Outcome for the record: {@code acked}, {@code nacked}, {@code not_completed},
		 * {@code dead_lettered} or {@code duplicate}. For a batch method's call, the
		 * worst of its records' outcomes.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		},

		/**
		 * Simple name of the exception's class, {@code none} without one.
		 */
		ERROR {

			@Override
			public String asString() {
				return "error";
			}

		}

	}

	/**
	 * High-cardinality keys of {@link #PROCESS}. Those of a record are missing where a
	 * batch method's call has several.
	 */
	public enum ProcessHighCardinalityKeys implements KeyName {

		/**
		 * Messaging system: {@code kafka}.
		 */
		MESSAGING_SYSTEM {

			@Override
			public String asString() {
				return "messaging.system";
			}

		},

		/**
		 * Type of the operation: {@code process}.
		 */
		MESSAGING_OPERATION_TYPE {

			@Override
			public String asString() {
				return "messaging.operation.type";
			}

		},

		/**
		 * Topic of the record.
		 */
		MESSAGING_DESTINATION_NAME {

			@Override
			public String asString() {
				return "messaging.destination.name";
			}

		},

		/**
		 * Partition of the record.
		 */
		MESSAGING_DESTINATION_PARTITION_ID {

			@Override
			public String asString() {
				return "messaging.destination.partition.id";
			}

		},

		/**
		 * Offset of the record.
		 */
		MESSAGING_KAFKA_OFFSET {

			@Override
			public String asString() {
				return "messaging.kafka.offset";
			}

		},

		/**
		 * Number of records in a batch method's call.
		 */
		MESSAGING_BATCH_MESSAGE_COUNT {

			@Override
			public String asString() {
				return "messaging.batch.message_count";
			}

		}

	}

	/**
	 * Events of {@link #PROCESS}.
	 */
	public enum ProcessEvents implements Observation.Event {

		/**
		 * The method is called again after a failure. Where observations become meters,
		 * it is counted as {@code amgi.process.retry}.
		 */
		RETRY {

			@Override
			public String getName() {
				return "retry";
			}

		}

	}

	/**
	 * Low-cardinality keys of {@link #SEND}.
	 */
	public enum SendLowCardinalityKeys implements KeyName {

		/**
		 * Topic that the message is sent to.
		 */
		DESTINATION {

			@Override
			public String asString() {
				return "destination";
			}

		},

		/**
		 * Outcome for the message: {@code confirmed}, {@code refused} if it cannot
		 * arrive, or {@code not_confirmed}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * High-cardinality keys of {@link #SEND}.
	 */
	public enum SendHighCardinalityKeys implements KeyName {

		/**
		 * Messaging system: {@code kafka}.
		 */
		MESSAGING_SYSTEM {

			@Override
			public String asString() {
				return "messaging.system";
			}

		},

		/**
		 * Type of the operation: {@code send}.
		 */
		MESSAGING_OPERATION_TYPE {

			@Override
			public String asString() {
				return "messaging.operation.type";
			}

		},

		/**
		 * Topic that the message is sent to.
		 */
		MESSAGING_DESTINATION_NAME {

			@Override
			public String asString() {
				return "messaging.destination.name";
			}

		}

	}

}
