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

package io.amgi.channel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.handler.annotation.MessageMapping;

/**
 * Marks a bean method as the handler of the messages that arrive at an address. The
 * message is acknowledged when the method returns, and nacked with the exception's
 * message when it throws.
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@MessageMapping
public @interface AmgiChannel {

	/**
	 * The addresses, which are topics in Kafka. {@code ${…}} is resolved from the
	 * environment. A parameter in braces, such as in <code>orders.{region}</code>,
	 * matches one or more characters: as few as possible, but for the last one.
	 * @return the addresses
	 */
	@AliasFor(annotation = MessageMapping.class, attribute = "value")
	String[] value();

	/**
	 * Whether the method is called once with all messages of a topic-partition, in a
	 * {@code List} of payloads, messages or consumer records. When it returns all are
	 * acknowledged, when it throws all are nacked, unless it takes decisions message by
	 * message.
	 * @return whether the method takes batches
	 */
	boolean batch() default false;

}
