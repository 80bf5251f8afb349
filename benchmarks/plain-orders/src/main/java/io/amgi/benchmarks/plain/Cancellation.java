package io.amgi.benchmarks.plain;

/**
 * A customer's wish not to get an order.
 *
 * @param orderId the order's id
 * @param reason why
 */
record Cancellation(String orderId, String reason) {

}
