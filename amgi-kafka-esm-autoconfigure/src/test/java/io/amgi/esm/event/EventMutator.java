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

package io.amgi.esm.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Damages events, a little or a lot.
 */
final class EventMutator {

	private static final String[] PIECES = { "\"", "\\", "\\u00", "\\ud83d", "\\u0041", "\\/", "{", "}", "[", "]", ",",
			":", " ", "\t", "\u0001", "\n", "null", "true", "nul", "-", "-0", "01", "1.", "1e", "1e5", "2.5",
			"99999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "é", "€",
			"😀", "\"records\":{}", "\"offset\":\"1\"", "\"topic\":\"\"", "=", "==", "//", "'", "+1", ".5", "NaN",
			"\u007f", "\ufeff" };

	private static final String[] NAMES = { "\"topic\"", "\"partition\"", "\"offset\"", "\"timestamp\"",
			"\"timestampType\"", "\"key\"", "\"value\"", "\"headers\"", "\"keySchemaMetadata\"",
			"\"valueSchemaMetadata\"", "\"records\"", "\"eventSource\"", "\"eventSourceArn\"", "\"\\u006bey\"",
			"\"new\"" };

	private static final String[] VALUES = { "null", "true", "0", "-1", "1.5", "2147483648", "9223372036854775808",
			"\"\"", "\"1\"", "\"YQ==\"", "\"YQ=\"", "\"-_\"", "\"\\u0059Q\"", "[]", "[1]", "[128]", "[null]", "{}",
			"{\"a\":[-128]}", "[{\"a\":[1]},{\"a\":[2]}]", "[{\"a\":null}]", "[[]]" };

	private final Random random;

	EventMutator(Random random) {
		this.random = random;
	}

	byte[] mutate(byte[] event) {
		byte[] mutated = event;
		for (int i = this.random.nextInt(3); i >= 0; i--) {
			mutated = mutateOnce(mutated);
		}
		return mutated;
	}

	private byte[] mutateOnce(byte[] event) {
		int at = this.random.nextInt(event.length + 1);
		int length = Math.min(this.random.nextInt(12), event.length - at);
		return switch (this.random.nextInt(10)) {
			case 0 -> Arrays.copyOf(event, at);
			case 1 -> flipped(event);
			case 2 -> spliced(event, at, at + length, new byte[0]);
			case 3 -> spliced(event, at, at, Arrays.copyOfRange(event, at, at + length));
			case 4 -> spliced(event, at, at, bytes());
			case 5 -> inserted(event, at, ':', value() + ",\"new\":");
			case 6 -> inserted(event, at, '[', value() + ",");
			case 7 -> inserted(event, at, '{', name() + ":" + value() + ",");
			default -> spliced(event, at, at + Math.min(length, 1), piece());
		};
	}

	// The event stays well-formed, unless the character is part of a string.
	private byte[] inserted(byte[] event, int from, char character, String piece) {
		int at = from;
		while (at < event.length && event[at] != character) {
			at++;
		}
		int behind = Math.min(at + 1, event.length);
		return spliced(event, behind, behind, piece.getBytes(StandardCharsets.UTF_8));
	}

	private String value() {
		return VALUES[this.random.nextInt(VALUES.length)];
	}

	private String name() {
		return NAMES[this.random.nextInt(NAMES.length)];
	}

	private byte[] flipped(byte[] event) {
		byte[] flipped = event.clone();
		if (flipped.length > 0) {
			flipped[this.random.nextInt(flipped.length)] ^= (byte) (1 << this.random.nextInt(8));
		}
		return flipped;
	}

	private byte[] bytes() {
		byte[] bytes = new byte[1 + this.random.nextInt(4)];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private byte[] piece() {
		return PIECES[this.random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] spliced(byte[] event, int from, int to, byte[] piece) {
		ByteArrayOutputStream spliced = new ByteArrayOutputStream();
		spliced.write(event, 0, from);
		spliced.writeBytes(piece);
		spliced.write(event, to, event.length - to);
		return spliced.toByteArray();
	}

}
