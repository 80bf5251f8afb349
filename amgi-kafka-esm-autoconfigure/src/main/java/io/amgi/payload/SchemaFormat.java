package io.amgi.payload;

/**
 * The format of a schema.
 */
public enum SchemaFormat {

	/**
	 * Apache Avro.
	 */
	AVRO,

	/**
	 * Protocol Buffers.
	 */
	PROTOBUF,

	/**
	 * JSON Schema.
	 */
	JSON

}
