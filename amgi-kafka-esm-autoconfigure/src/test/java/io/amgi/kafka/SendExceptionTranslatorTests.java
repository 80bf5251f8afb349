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

package io.amgi.kafka;

import java.util.concurrent.CompletionException;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.kafka.KafkaException;

import static org.assertj.core.api.Assertions.assertThat;

class SendExceptionTranslatorTests {

	@ParameterizedTest
	@ValueSource(classes = { RecordTooLargeException.class, InvalidTopicException.class, InvalidRecordException.class,
			PolicyViolationException.class, IllegalArgumentException.class })
	void messageThatIsWrongIsRefused(Class<? extends Exception> type) throws Exception {
		Exception failure = type.getConstructor(String.class).newInstance("no");
		assertThat(SendExceptionTranslator.of("invoices", new CompletionException(failure))).isSameAs(failure);
	}

	@ParameterizedTest
	@ValueSource(classes = { TimeoutException.class, NotLeaderOrFollowerException.class, AuthenticationException.class,
			TopicAuthorizationException.class, UnknownServerException.class, OutOfOrderSequenceException.class,
			InvalidProducerEpochException.class, UnsupportedVersionException.class })
	void troubleOfBrokersAndProducersIsNoRefusal(Class<? extends Exception> type) throws Exception {
		Exception failure = type.getConstructor(String.class).newInstance("no");
		assertThat(SendExceptionTranslator.of("invoices", failure)).isInstanceOf(NotConfirmedException.class)
			.hasCause(failure);
	}

	@Test
	void reasonSaysWhetherTheProducerHasTakenTheMessage() {
		TimeoutException timeout = new TimeoutException("late");
		assertThat(SendExceptionTranslator.of("invoices", timeout))
			.hasMessage("Message to 'invoices' not confirmed in time, may still arrive: late")
			.isInstanceOfSatisfying(NotConfirmedException.class, (failure) -> assertThat(failure.isSent()).isTrue());
		assertThat(SendExceptionTranslator.notSent("invoices", timeout))
			.hasMessage("Message to 'invoices' not sent: late")
			.isInstanceOfSatisfying(NotConfirmedException.class, (failure) -> {
				assertThat(failure.isSent()).isFalse();
				assertThat(failure.isTimeout()).isTrue();
			});
	}

	@Test
	void refusalOfAMessageThatWasNotTakenIsOne() {
		RecordTooLargeException failure = new RecordTooLargeException("large");
		assertThat(SendExceptionTranslator.notSent("invoices", new KafkaException("wrapped", failure)))
			.isSameAs(failure);
	}

}
