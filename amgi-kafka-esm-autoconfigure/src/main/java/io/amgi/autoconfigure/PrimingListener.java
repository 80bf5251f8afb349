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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

import io.amgi.kafka.RefusedSends;
import io.amgi.lambda.Priming;
import io.amgi.lambda.PrimingStep;

/**
 * Primes on Lambda, when everything else has started. That is before Lambda takes a
 * snapshot, which so holds all of it.
 */
final class PrimingListener implements ApplicationListener<ApplicationReadyEvent> {

	private final ApplicationContext context;

	private final AmgiProperties.Lambda.Priming properties;

	private final ObjectProvider<PrimingStep> steps;

	private final ObjectProvider<RefusedSends> refused;

	PrimingListener(ApplicationContext context, AmgiProperties.Lambda.Priming properties,
			ObjectProvider<PrimingStep> steps, ObjectProvider<RefusedSends> refused) {
		this.context = context;
		this.properties = properties;
		this.steps = steps;
		this.refused = refused;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() == this.context
				&& PrimedEnvironment.isPrimed(this.context.getEnvironment(), this.properties.getMode())) {
			prime();
		}
	}

	// Events come from here on, and may send. A primer that is still running may not.
	private void prime() {
		try {
			new Priming(this.steps.orderedStream().toList(), this.properties.getTimeout()).prime();
		}
		finally {
			this.refused.ifAvailable(RefusedSends::end);
		}
	}

}
