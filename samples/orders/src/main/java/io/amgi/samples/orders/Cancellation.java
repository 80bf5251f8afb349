package io.amgi.samples.orders;

/**
 * A customer's wish not to get an order.
 *
 * @param orderId the order's id
 * @param reason why
 */
public record Cancellation(String orderId, String reason) {

}
