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

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

import io.amgi.observation.ObservedDeadLetterPublisher;
import io.amgi.observation.SendObservations;
import io.amgi.server.DeadLetterPublisher;

/**
 * Observes what {@link DeadLetterPublisher} beans send.
 */
final class ObservedDeadLettersPostProcessor implements BeanPostProcessor {

	private static final long IDLE_SECONDS = 10;

	private final ObjectProvider<SendObservations> sends;

	ObservedDeadLettersPostProcessor(ObjectProvider<SendObservations> sends) {
		this.sends = sends;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof DeadLetterPublisher publisher)
				? new ObservedDeadLetterPublisher(publisher, this.sends.getObject(), executor()) : bean;
	}

	private static Executor executor() {
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
				(task) -> {
					Thread thread = new Thread(task, "amgi-observation");
					thread.setDaemon(true);
					return thread;
				});
	}

}
