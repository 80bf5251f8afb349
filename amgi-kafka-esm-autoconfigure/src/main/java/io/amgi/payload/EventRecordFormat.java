package io.amgi.payload;

/**
 * The record format of a mapping with a schema registry.
 */
public enum EventRecordFormat {

	/**
	 * Take values as they were written, and refuse JSON in place of Avro or Protobuf.
	 */
	AUTO,

	/**
	 * The mapping delivers values as they were written, without the registry's prefix.
	 */
	SOURCE,

	/**
	 * The mapping delivers JSON.
	 */
	JSON

}
