package io.amgi.esm.event;

/**
 * What {@link JsonReader} can stand at.
 */
enum JsonToken {

	/**
	 * The beginning of an object.
	 */
	OBJECT,

	/**
	 * The beginning of an array.
	 */
	ARRAY,

	/**
	 * A string, not yet read.
	 */
	STRING,

	/**
	 * A number without fraction and exponent that 64 bits hold.
	 */
	INTEGER,

	/**
	 * Any other number, {@code true} or {@code false}.
	 */
	OTHER,

	/**
	 * The literal {@code null}.
	 */
	NULL,

	/**
	 * The end of an object or array, or of nothing yet.
	 */
	END

}
