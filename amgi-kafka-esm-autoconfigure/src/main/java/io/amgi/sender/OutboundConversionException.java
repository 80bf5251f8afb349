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

package io.amgi.sender;

import org.springframework.messaging.converter.MessageConversionException;

/**
 * Thrown if a key or payload cannot be written to a message. This exception's message is
 * logged, so it must not quote the value. Messages of a converter's other exceptions may
 * quote it, and are not reported.
 */
public class OutboundConversionException extends MessageConversionException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what cannot be converted, and where it is
	 */
	public OutboundConversionException(String message) {
		super(message);
	}

}
