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

import org.springframework.core.MethodParameter;
import org.springframework.messaging.converter.MessageConverter;

/**
 * A converter of payloads that can look at a parameter's type before the first message.
 */
public interface PreparableConverter extends MessageConverter {

	/**
	 * Prepares to convert payloads to a parameter's type, without creating a value of it.
	 * @param parameter the parameter
	 * @return whether this converter reads its type, so that those behind it need not
	 */
	boolean prepare(MethodParameter parameter);

}
