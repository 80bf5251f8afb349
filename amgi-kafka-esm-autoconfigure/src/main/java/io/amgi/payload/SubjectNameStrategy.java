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

package io.amgi.payload;

import io.amgi.sender.PayloadRole;

/**
 * Names the subject that the schema of an outbound message is registered under. Declare a
 * bean of this type where that is not the registry's default.
 */
@FunctionalInterface
public interface SubjectNameStrategy {

	/**
	 * Returns the subject.
	 * @param topic the topic that the message goes to
	 * @param role the part of the message
	 * @param recordName the full name of the record or message in its schema
	 * @return the subject
	 */
	String subject(String topic, PayloadRole role, String recordName);

	/**
	 * Names subjects by the topic: {@code <topic>-key} and {@code <topic>-value}.
	 * @return the strategy
	 */
	static SubjectNameStrategy topicName() {
		return (topic, role, recordName) -> topic + ((role == PayloadRole.KEY) ? "-key" : "-value");
	}

	/**
	 * Names subjects by the full name of the record.
	 * @return the strategy
	 */
	static SubjectNameStrategy recordName() {
		return (topic, role, recordName) -> recordName;
	}

}
