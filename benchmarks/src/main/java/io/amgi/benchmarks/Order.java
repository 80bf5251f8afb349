package io.amgi.benchmarks;

/**
 * A payload.
 */
record Order(String id, String customer, String region, String currency, long cents, int items, boolean express,
		String note) {

}
