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
import java.util.Map;

import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

import io.amgi.server.MessageServer;

/**
 * Sets the threads that handlers run on, and the context that they inherit from the
 * invoking thread. The threads are virtual if the application enables virtual threads.
 */
final class HandlerThreads implements MessageServerCustomizer {

	private static final ClassLoader CLASS_LOADER = HandlerThreads.class.getClassLoader();

	private final Environment environment;

	private final ObjectProvider<TaskDecorator> decorators;

	HandlerThreads(Environment environment, ObjectProvider<TaskDecorator> decorators) {
		this.environment = environment;
		this.decorators = decorators;
	}

	@Override
	public void customize(MessageServer.Builder builder) {
		builder.taskDecorator(new CompositeTaskDecorator(withContext(this.decorators.orderedStream().toList())));
		if (Threading.VIRTUAL.isActive(this.environment)) {
			SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("amgi-");
			threads.setVirtualThreads(true);
			builder.executor(threads);
		}
	}

	private static List<TaskDecorator> withContext(List<TaskDecorator> decorators) {
		List<TaskDecorator> all = new ArrayList<>(decorators);
		if (ClassUtils.isPresent("org.slf4j.MDC", CLASS_LOADER)) {
			all.add(Logging::decorate);
		}
		if (ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", CLASS_LOADER)) {
			all.add(new ContextPropagatingTaskDecorator());
		}
		return all;
	}

	/**
	 * The logging context, if there is one. It contains Lambda's request id.
	 */
	private static final class Logging {

		static Runnable decorate(Runnable task) {
			Map<String, String> context = MDC.getCopyOfContextMap();
			return (context != null) ? () -> run(task, context) : task;
		}

		// Restores the context, because the thread may be the invoking one.
		private static void run(Runnable task, Map<String, String> context) {
			Map<String, String> before = MDC.getCopyOfContextMap();
			MDC.setContextMap(context);
			try {
				task.run();
			}
			finally {
				MDC.setContextMap((before != null) ? before : Map.of());
			}
		}

	}

}
