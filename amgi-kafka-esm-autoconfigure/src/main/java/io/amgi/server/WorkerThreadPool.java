package io.amgi.server;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.springframework.util.CustomizableThreadCreator;

/**
 * Platform threads for handlers. They are bounded by what is asked of them: each
 * invocation has no more workers than its concurrency, and none begins while as many
 * handlers as that have outlived theirs.
 */
final class WorkerThreadPool implements Executor {

	private final ThreadPoolExecutor threads;

	WorkerThreadPool() {
		CustomizableThreadCreator creator = new CustomizableThreadCreator("amgi-");
		creator.setDaemon(true);
		this.threads = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.MINUTES, new SynchronousQueue<>(),
				creator::createThread);
	}

	@Override
	public void execute(Runnable task) {
		this.threads.execute(task);
	}

}
