package io.amgi.server;

/**
 * The records that their source delivers again after some have failed.
 */
public enum Redelivery {

	/**
	 * None: failed records are gone.
	 */
	NONE,

	/**
	 * The whole batch, including records that were acknowledged.
	 */
	BATCH,

	/**
	 * The failed records.
	 */
	RECORDS

}
