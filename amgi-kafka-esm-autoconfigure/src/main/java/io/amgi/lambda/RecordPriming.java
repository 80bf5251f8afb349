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

import java.time.Duration;
import java.util.List;

import org.springframework.core.env.Environment;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.NackException;

/**
 * Has the records of {@link AmgiPrimer}s handled.
 */
public final class RecordPriming implements PrimingStep.Action {

	private final KafkaEventSourceMapping mapping;

	private final List<AmgiPrimer> primers;

	private final Environment environment;

	private final Duration timeout;

	/**
	 * Creates a step.
	 * @param mapping handles the records; its policy must be to fail
	 * @param primers the primers
	 * @param environment knows the function
	 * @param timeout the time that each primer's records have
	 */
	public RecordPriming(KafkaEventSourceMapping mapping, List<AmgiPrimer> primers, Environment environment,
			Duration timeout) {
		this.mapping = mapping;
		this.primers = primers;
		this.environment = environment;
		this.timeout = timeout;
	}

	@Override
	public void prime() {
		this.primers.forEach(this::prime);
	}

	private void prime(AmgiPrimer primer) {
		List<PrimingRecord> records = primer.records();
		if (!records.isEmpty()) {
			prime(records);
		}
	}

	private void prime(List<PrimingRecord> records) {
		try {
			this.mapping.handle(PrimingEvent.of(records), new PrimingContext(this.environment, this.timeout));
		}
		catch (NackException ex) {
			throw new PrimingException("%d of %d records: %s".formatted(ex.getNacks().size(), records.size(),
					String.valueOf(ex.getMessage()).lines().findFirst().orElse("")));
		}
	}

}
