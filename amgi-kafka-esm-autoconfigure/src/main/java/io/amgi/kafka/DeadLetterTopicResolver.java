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

package io.amgi.kafka;

import io.amgi.server.DeadLetter;

/**
 * Says where records go that are given up.
 */
@FunctionalInterface
public interface DeadLetterTopicResolver {

	/**
	 * Returns the topic for a record.
	 * @param letter the record
	 * @return the topic to publish it to
	 */
	String resolve(DeadLetter letter);

}
