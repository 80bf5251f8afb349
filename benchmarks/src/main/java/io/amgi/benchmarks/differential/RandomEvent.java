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

package io.amgi.benchmarks.differential;

import java.util.Map;

/**
 * An event, and facts about it that the transcript needs.
 *
 * @param number the number of the event in the run
 * @param json the event as Lambda would send it, valid or not
 * @param keys a name of the key of each record, by the record's id; empty for records
 * that have no key or an undecodable one
 * @param withContext whether to pass Lambda's context
 * @param confirmsLate whether messages are confirmed by another thread, after a while
 */
record RandomEvent(int number, byte[] json, Map<String, String> keys, boolean withContext, boolean confirmsLate) {

	/**
	 * Returns the number of groups whose records are handled one after another.
	 * @param ordering the ordering
	 * @return the number of groups
	 */
	long groups(String ordering) {
		return this.keys.keySet().stream().map((id) -> group(id, ordering)).distinct().count();
	}

	/**
	 * Returns the group of a record.
	 * @param id the record's id
	 * @param ordering the ordering
	 * @return a name, equal for records that are handled one after another
	 */
	String group(String id, String ordering) {
		String partition = id.substring(0, id.lastIndexOf(':'));
		return switch (ordering) {
			case "partition" -> partition;
			case "key" -> partition + ":" + this.keys.get(id);
			default -> id;
		};
	}

}
