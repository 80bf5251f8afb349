package io.amgi.test.lambda;

import java.time.Duration;

/**
 * How the function's process ended.
 *
 * @param code the exit code; 143 after SIGTERM, 137 after SIGKILL
 * @param killed whether it had to be killed
 * @param took the time from the signal to the end
 */
public record LambdaExit(int code, boolean killed, Duration took) {

}
