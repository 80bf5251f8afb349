package io.amgi.payload;

import java.util.List;

/**
 * Payloads for tests of other packages.
 */
public final class PayloadSamples {

	private PayloadSamples() {
	}

	public static String framed(int id, String order, int amount) {
		return Written.base64(Written.confluent(id, Written.order(order, amount)));
	}

	public static String bare(String order, int amount) {
		return Written.base64(Written.order(order, amount));
	}

	/**
	 * Has the schema of these payloads under every number.
	 */
	public static SchemaSource schemas() {
		return new SchemaSource() {

			@Override
			public boolean supports(SchemaId id) {
				return id instanceof SchemaId.Numeric;
			}

			@Override
			public SchemaDefinition find(SchemaId id) {
				return new SchemaDefinition(SchemaFormat.AVRO, Written.ORDER.toString(), List.of());
			}

		};
	}

}
