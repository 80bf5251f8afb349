package io.amgi.esm;

import java.util.concurrent.Executor;

import org.springframework.core.task.TaskDecorator;

/**
 * What lanes run on.
 *
 * @param executor what starts each of them at once
 * @param decorator what carries the invoking thread's context over to them
 */
record LaneThreads(Executor executor, TaskDecorator decorator) {

	void start(Lane lane) {
		Runnable decorated = this.decorator.decorate(lane);
		this.executor.execute(() -> lane.runIn(decorated));
	}

}
