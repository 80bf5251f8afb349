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

import java.util.concurrent.CompletableFuture;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.OnNack;
import io.amgi.kafka.KafkaDeadLetterPublisher;
import io.amgi.kafka.RefusedSends;
import io.amgi.lambda.PrimedApplication;
import io.amgi.lifespan.AmgiLifespan;
import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;
import io.amgi.server.AfterFailure;
import io.amgi.server.MessageServer;
import io.amgi.server.ProcessingOptions;

/**
 * Makes mappings for records that are primed. They process records as the application's
 * own one does, but tell no hook or observer, throw away what is sent, and log nothing.
 *
 * @param properties the properties
 */
record PrimingMapping(AmgiProperties properties) {

	private static final MessageSend THROWN_AWAY = (event) -> CompletableFuture.completedFuture(null);

	private static final boolean DEAD_LETTERS = ClassUtils.isPresent(
			"org.springframework.kafka.listener.DeadLetterPublishingRecoverer", PrimingMapping.class.getClassLoader());

	/**
	 * Makes a mapping for records of priming's own.
	 * @param application handles them
	 * @return the mapping
	 */
	KafkaEventSourceMapping withDeadLetters(AmgiApplication application) {
		MessageServer.Builder server = server(application);
		if (DEAD_LETTERS && this.properties.getDeadLetter().isEnabled()) {
			DeadLetters.addTo(server);
		}
		return mapping(server);
	}

	/**
	 * Makes a mapping for records of the application.
	 * @param application handles them
	 * @param lifespan has the state of its start-up
	 * @param refused refuses what is not sent by AMGI
	 * @return the mapping
	 */
	KafkaEventSourceMapping of(AmgiApplication application, ObjectProvider<AmgiLifespan> lifespan,
			RefusedSends refused) {
		return mapping(server(application).state(MessageServerConfiguration.state(lifespan))
			.taskDecorator((task) -> refused.refusing(task)));
	}

	private MessageServer.Builder server(AmgiApplication application) {
		AmgiProperties.Processing processing = this.properties.getProcessing();
		return MessageServer.builder(new PrimedApplication(application))
			.messageSend(THROWN_AWAY)
			.processing(new ProcessingOptions(processing.getOrdering(), processing.getConcurrency(),
					AfterFailure.CONTINUE, processing.getDeadlineMargin(), false));
	}

	private static KafkaEventSourceMapping mapping(MessageServer.Builder server) {
		return KafkaEventSourceMapping.builder(server.build()).onNack(OnNack.ERROR).build();
	}

	/**
	 * Isolates the types that need Spring Kafka.
	 */
	private static final class DeadLetters {

		static void addTo(MessageServer.Builder server) {
			server.deadLetters(new KafkaDeadLetterPublisher((letter) -> letter.topic()), null);
		}

	}

}
