package io.amgi.server;

import java.util.concurrent.Executor;

import org.springframework.core.task.TaskDecorator;

/**
 * What workers run on.
 *
 * @param executor what starts each of them at once
 * @param decorator what carries the invoking thread's context over to them
 */
record WorkerExecutor(Executor executor, TaskDecorator decorator) {

	void start(Worker worker) {
		Runnable decorated = this.decorator.decorate(worker);
		this.executor.execute(() -> worker.runIn(decorated));
	}

}
