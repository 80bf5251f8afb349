package io.amgi.test.lambda;

import java.time.Instant;

/**
 * A call that the function's process made to the Runtime API or the Extensions API.
 *
 * @param method the HTTP method
 * @param path the path of the request
 * @param at when the call arrived
 */
public record LambdaCall(String method, String path, Instant at) {

}
