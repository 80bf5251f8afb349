package io.amgi.test.client;

record Invoice(String orderId, int amount) {

}
