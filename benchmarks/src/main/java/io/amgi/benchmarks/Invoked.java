package io.amgi.benchmarks;

import java.util.Map;

/**
 * Applications that are compared.
 */
public enum Invoked {

	/**
	 * With this library, payloads as bytes.
	 */
	BYTES_AMGI(AmgiFunction.BytesApplication.class),

	/**
	 * By hand, payloads as bytes.
	 */
	BYTES_PLAIN(PlainFunction.BytesApplication.class),

	/**
	 * With this library, payloads bound to a record.
	 */
	ORDERS_AMGI(AmgiFunction.OrdersApplication.class),

	/**
	 * By hand, payloads bound to a record.
	 */
	ORDERS_PLAIN(PlainFunction.OrdersApplication.class),

	/**
	 * With this library, payloads in Avro.
	 */
	AVRO_AMGI(AmgiFunction.AvroApplication.class),

	/**
	 * By hand, payloads in Avro.
	 */
	AVRO_PLAIN(PlainFunction.AvroApplication.class);

	private final Class<?> application;

	Invoked(Class<?> application) {
		this.application = application;
	}

	Class<?> application() {
		return this.application;
	}

	Map<String, String> properties() {
		return name().endsWith("PLAIN")
				? Map.of("spring.amgi.enabled", "false", "spring.cloud.function.definition", "plain") : Map.of();
	}

	byte[] event() {
		if (name().startsWith("AVRO")) {
			return SampleEvents.ofAvro(SampleEvents.FULL);
		}
		return name().startsWith("BYTES") ? SampleEvents.ofBytes(SampleEvents.FULL, 1024)
				: SampleEvents.ofOrders(SampleEvents.FULL);
	}

}
