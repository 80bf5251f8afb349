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

import java.io.IOException;
import java.nio.ByteBuffer;

import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads no more items of arrays and maps than a body can hold: those without bytes of
 * their own, such as nulls, could otherwise claim to be any number.
 */
final class BoundedDecoder extends Decoder {

	static final int MAX_EMPTY_ITEMS = 10_000;

	private final BinaryDecoder decoder;

	private final long maxItems;

	private long items;

	BoundedDecoder(BinaryDecoder decoder, int length) {
		this.decoder = decoder;
		this.maxItems = (long) length + MAX_EMPTY_ITEMS;
	}

	private long bounded(long count) throws IOException {
		this.items += count;
		if (count < 0 || this.items > this.maxItems) {
			throw new IOException("More items than bytes");
		}
		return count;
	}

	@Override
	public long readArrayStart() throws IOException {
		return bounded(this.decoder.readArrayStart());
	}

	@Override
	public long arrayNext() throws IOException {
		return bounded(this.decoder.arrayNext());
	}

	@Override
	public long skipArray() throws IOException {
		return bounded(this.decoder.skipArray());
	}

	@Override
	public long readMapStart() throws IOException {
		return bounded(this.decoder.readMapStart());
	}

	@Override
	public long mapNext() throws IOException {
		return bounded(this.decoder.mapNext());
	}

	@Override
	public long skipMap() throws IOException {
		return bounded(this.decoder.skipMap());
	}

	@Override
	public void readNull() throws IOException {
		this.decoder.readNull();
	}

	@Override
	public boolean readBoolean() throws IOException {
		return this.decoder.readBoolean();
	}

	@Override
	public int readInt() throws IOException {
		return this.decoder.readInt();
	}

	@Override
	public long readLong() throws IOException {
		return this.decoder.readLong();
	}

	@Override
	public float readFloat() throws IOException {
		return this.decoder.readFloat();
	}

	@Override
	public double readDouble() throws IOException {
		return this.decoder.readDouble();
	}

	@Override
	public Utf8 readString(Utf8 old) throws IOException {
		return this.decoder.readString(old);
	}

	@Override
	public String readString() throws IOException {
		return this.decoder.readString();
	}

	@Override
	public void skipString() throws IOException {
		this.decoder.skipString();
	}

	@Override
	public ByteBuffer readBytes(ByteBuffer old) throws IOException {
		return this.decoder.readBytes(old);
	}

	@Override
	public void skipBytes() throws IOException {
		this.decoder.skipBytes();
	}

	@Override
	public void readFixed(byte[] bytes, int start, int length) throws IOException {
		this.decoder.readFixed(bytes, start, length);
	}

	@Override
	public void skipFixed(int length) throws IOException {
		this.decoder.skipFixed(length);
	}

	@Override
	public int readEnum() throws IOException {
		return this.decoder.readEnum();
	}

	@Override
	public int readIndex() throws IOException {
		return this.decoder.readIndex();
	}

	@Override
	public int remainingBytes() {
		return this.decoder.remainingBytes();
	}

}
