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

package io.amgi.retry;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

import io.amgi.protocol.MessageScope;

/**
 * Waits between attempts.
 */
@FunctionalInterface
interface Pause {

	/**
	 * Waits, or does not if there is no time left for another attempt afterwards.
	 * @param duration the time to wait
	 * @return whether there is time for another attempt
	 */
	boolean pause(Duration duration);

	/**
	 * Returns the pause that ends with the batch of a scope.
	 * @param scope the scope
	 * @return the server's own pause, or one that knows no end
	 */
	@SuppressWarnings("unchecked")
	static Pause in(MessageScope scope) {
		Object pause = scope.extensions().getOrDefault("amgi.batch", Map.of()).get("pause");
		return (pause instanceof Predicate<?> predicate) ? ((Predicate<Duration>) predicate)::test : Pause::sleep;
	}

	private static boolean sleep(Duration duration) {
		try {
			Thread.sleep(duration.toMillis());
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
