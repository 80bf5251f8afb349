package io.amgi.benchmarks;

/**
 * What all handlers do: so little that only the way to them is measured, but nothing that
 * could be left out.
 */
final class Work {

	private static long done;

	private Work() {
	}

	static void handle(byte[] key, byte[] value) {
		done += key[0] + value[value.length - 1];
	}

	static void handle(byte[] key, Order order) {
		done += key[0] + order.cents() + order.note().length();
	}

	static void handle(byte[] key, AvroOrder order) {
		done += key[0] + order.cents() + order.note().length();
	}

	static long done() {
		return done;
	}

}
