package io.amgi.benchmarks;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/**
 * What a thread has allocated.
 */
final class Allocation {

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private Allocation() {
	}

	static long ofThisThread() {
		return THREADS.getCurrentThreadAllocatedBytes();
	}

}
