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

package io.amgi.internal;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import org.apache.kafka.common.serialization.ShortSerializer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BinaryNumbersTests {

	@Test
	void numbersAreThoseOfKafkasSerializerUnlessTheyAreCanonicalText() {
		short[] misread = new short[Short.MAX_VALUE];
		int count = 0;
		for (int number = Short.MIN_VALUE; number <= Short.MAX_VALUE; number++) {
			Number read = BinaryNumbers.read(new ShortSerializer().serialize("", (short) number), short.class);
			if (read == null || read.intValue() != number) {
				misread[count++] = (short) number;
			}
		}
		assertThat(count).isEqualTo(99);
		assertThat(IntStream.range(0, count).mapToObj((i) -> text(misread[i])))
			.allMatch((text) -> text.matches("-[1-9]|[1-9][0-9]"));
	}

	private static String text(short number) {
		return new String(new ShortSerializer().serialize("", number), StandardCharsets.ISO_8859_1);
	}

	@Test
	void textOfAnotherLengthIsText() {
		assertThat(BinaryNumbers.read("007".getBytes(), Short.class)).isEqualTo((short) 7);
		assertThat(BinaryNumbers.read("0x1F".getBytes(), long.class)).isEqualTo(31L);
		assertThat(BinaryNumbers.read("12345678".getBytes(), Long.class)).isEqualTo(12_345_678L);
		assertThat(BinaryNumbers.read("1.5".getBytes(), Double.class)).isEqualTo(1.5);
	}

	@Test
	void bytesOfAnotherLengthAreNoNumber() {
		assertThat(BinaryNumbers.read("secret".getBytes(), Short.class)).isNull();
		assertThat(BinaryNumbers.read(new byte[0], long.class)).isNull();
		assertThat(BinaryNumbers.readBinary(new byte[0])).isNull();
		assertThat(BinaryNumbers.readBinary(new byte[9])).isNull();
	}

	@Test
	void binaryHasTheSignOfItsWriter() {
		assertThat(BinaryNumbers.readBinary(new byte[] { -1, -1, -1, -7 })).isEqualTo(-7);
		assertThat(BinaryNumbers.readBinary(new byte[] { 0, 0, 0, 0, 0, 0, 1, 0 })).isEqualTo(256);
	}

}
