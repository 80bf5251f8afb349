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

package io.amgi.idempotency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The owners of this JVM's claims. Closed owners are no longer at work, so their
 * remaining claims can be taken over immediately.
 */
final class ClaimOwners {

	private static final int REMEMBERED = 1000;

	private final Set<String> closed = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

	/**
	 * Opens an owner. It is made by a {@link java.security.SecureRandom SecureRandom},
	 * which Lambda's managed runtimes keep unique among environments that were restored
	 * from the same snapshot.
	 * @return the owner
	 * @see <a href=
	 * "https://docs.aws.amazon.com/lambda/latest/dg/snapstart-uniqueness.html">Handling
	 * uniqueness with Lambda SnapStart</a>
	 */
	String open() {
		return UUID.randomUUID().toString();
	}

	void close(String owner) {
		this.closed.add(owner);
	}

	boolean isClosed(String owner) {
		return this.closed.contains(owner);
	}

	/**
	 * Forgets the eldest.
	 */
	private static final class Bounded extends LinkedHashMap<String, Boolean> {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > REMEMBERED;
		}

	}

}
