package io.amgi.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.slf4j.MDC;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.core.task.support.ContextPropagatingTaskDecorator;
import org.springframework.util.ClassUtils;

import io.amgi.esm.KafkaEventSourceMapping;

/**
 * The threads that handlers run on, and what is carried over to them from the invoking
 * thread.
 */
final class HandlerThreads {

	private static final ClassLoader CLASS_LOADER = HandlerThreads.class.getClassLoader();

	private HandlerThreads() {
	}

	/**
	 * Has handlers run on virtual threads where the application wants those.
	 * @param builder what to configure
	 * @param environment where the application says so
	 * @param decorators the application's own decorators
	 */
	static void configure(KafkaEventSourceMapping.Builder builder, Environment environment,
			List<TaskDecorator> decorators) {
		builder.taskDecorator(new CompositeTaskDecorator(withContext(decorators)));
		if (Threading.VIRTUAL.isActive(environment)) {
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
	 * The logging context, where there is one. Lambda's request id is in there.
	 */
	private static final class Logging {

		static Runnable decorate(Runnable task) {
			Map<String, String> context = MDC.getCopyOfContextMap();
			return (context != null) ? () -> run(task, context) : task;
		}

		private static void run(Runnable task, Map<String, String> context) {
			MDC.setContextMap(context);
			try {
				task.run();
			}
			finally {
				MDC.clear();
			}
		}

	}

}
