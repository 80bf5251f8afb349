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

package io.amgi.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;

import io.amgi.protocol.MessageHeader;
import io.amgi.protocol.MessageScope;
import io.amgi.sender.PayloadRole;

/**
 * The message that converters read from: the bytes of a payload or key, with the
 * properties of their record. All properties but the headers come from the event, so the
 * sender of a record cannot forge them.
 */
public interface PayloadMessage extends Message<byte[]> {

	/**
	 * Returns whether the bytes are the record's key or its value.
	 * @return the role
	 */
	PayloadRole role();

	/**
	 * Returns the record's topic.
	 * @return the topic
	 */
	String topic();

	/**
	 * Returns the schema that the event names.
	 * @return the schema, or {@code null} if the event names none
	 */
	@Nullable PayloadSchema schema();

	/**
	 * Returns the record's headers as they were sent, names that repeat included.
	 * @return the headers in their order
	 */
	List<MessageHeader> messageHeaders();

	/**
	 * Returns the scope that the record was received in.
	 * @return the scope
	 */
	MessageScope scope();

}
