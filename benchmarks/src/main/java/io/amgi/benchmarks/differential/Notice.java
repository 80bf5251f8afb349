package io.amgi.benchmarks.differential;

/**
 * A payload that is written as JSON.
 *
 * @param from the id of the record that it was sent for
 * @param text some text
 */
record Notice(String from, String text) {

}
