package io.amgi.internal;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The log of failed records and of batches, which has the same name whatever class writes
 * to it.
 */
public final class RecordsLog {

	/**
	 * The name of the log.
	 */
	public static final String NAME = "io.amgi.records";

	private RecordsLog() {
	}

	/**
	 * Returns the log.
	 * @return the log
	 */
	public static Log get() {
		return LogFactory.getLog(NAME);
	}

}
