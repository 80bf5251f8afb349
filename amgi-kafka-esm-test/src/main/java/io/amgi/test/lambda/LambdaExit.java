/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.lambda;

import java.time.Duration;

/**
 * End of the function's process.
 *
 * @param code the exit code; 143 after SIGTERM, 137 after SIGKILL
 * @param killed whether it had to be killed
 * @param took the time from the signal to the end
 */
public record LambdaExit(int code, boolean killed, Duration took) {

}
