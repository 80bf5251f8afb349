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

import java.nio.ByteBuffer;
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
	 * @throws io.amgi.handler.ChannelArgumentException if the frame is compressed, and
	 * its data invalid or too large
	 */
	public static byte[] body(byte[] bytes) {
		if (!hasBody(bytes)) {
			return bytes;
		}
		PayloadFrame frame = PayloadFrame.inFront(bytes);
		return Arrays.copyOfRange(frame.bytes(), frame.offset(), frame.bytes().length);
	}

	// The JSON reader refuses payloads without a valid frame.
	private static boolean hasBody(byte[] bytes) {
		if (bytes.length == 0 || !isFrame(bytes)) {
			return false;
		}
		return (bytes[0] == 0) ? bytes.length > PayloadFrame.NUMERIC_LENGTH && ByteBuffer.wrap(bytes, 1, 4).getInt() > 0
				: bytes.length > PayloadFrame.UUID_LENGTH && (bytes[1] == 0 || bytes[1] == 5);
	}

	/**
	 * Returns whether bytes look like those of a schema registry's serializer:
	 * Confluent's write 0 and an id of four bytes, Glue's write 3.
	 * @param bytes the bytes, at least one
	 * @return whether they do
	 */
	public static boolean isFrame(byte[] bytes) {
		return bytes[0] == 3
				|| bytes[0] == 0 && bytes.length >= PayloadFrame.NUMERIC_LENGTH && !isOfWideCharacters(bytes);
	}

	// UTF-16 and UTF-32 begin with a zero, too.
	private static boolean isOfWideCharacters(byte[] json) {
		boolean utf16 = json[1] != 0 && json[2] == 0;
		boolean utf32 = json[1] == 0 && json[2] == 0 && json[3] >= ' ' && json[4] == 0;
		boolean marked = json[1] == 0 && json[2] == (byte) 0xFE && json[3] == (byte) 0xFF;
		return utf16 || utf32 || marked;
	}

}
