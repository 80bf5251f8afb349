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

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a parameter of a channel method as the record's key.
 * <p>
 * {@code byte[]} gets the key as it is, {@link String} its UTF-8 text and
 * {@link java.util.UUID} what that text says. A number is read from the big-endian bytes
 * that Kafka's own serializers write, if there are as many as its type has, unless they
 * are a number's canonical text such as {@code 42}; otherwise from text. Other types are
 * converted like payloads. A record without key is nacked, unless the parameter is
 * {@link java.util.Optional} or nullable.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface KafkaKey {

}
