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

import java.util.Arrays;

/**
 * JSON with the id of its schema in front. No JSON begins with the first byte of such a
 * frame.
 */
public final class FramedJson {

	private FramedJson() {
	}

	/**
	 * Removes the frame, if there is one.
	 * @param bytes the JSON, framed or not
	 * @return the JSON
	 * @throws io.amgi.handler.ChannelArgumentException if the frame is invalid
	 */
	public static byte[] body(byte[] bytes) {
		PayloadFrame frame = PayloadFrame.inFront(bytes);
		return (frame.bytes() != bytes || frame.offset() > 0)
				? Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.bytes().length) : bytes;
	}

}
