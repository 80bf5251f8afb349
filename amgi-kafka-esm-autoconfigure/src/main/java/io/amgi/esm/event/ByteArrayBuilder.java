package io.amgi.esm.event;

import java.util.Arrays;

/**
 * Bytes that something is made of. Unlike a {@link java.io.ByteArrayOutputStream} it
 * takes no lock, and loops that have to be fast write to it themselves.
 */
final class ByteArrayBuilder {

	private byte[] bytes = new byte[2048];

	private int size;

	void clear() {
		this.size = 0;
	}

	void add(int value) {
		reserve(1)[this.size++] = (byte) value;
	}

	int size() {
		return this.size;
	}

	void resize(int size) {
		this.size = size;
	}

	/**
	 * Makes room.
	 * @param count for how many further bytes
	 * @return what to write them to, from {@link #size()} on
	 */
	byte[] reserve(int count) {
		if (this.bytes.length - this.size < count) {
			this.bytes = Arrays.copyOf(this.bytes, Math.max(this.bytes.length * 2, this.size + count));
		}
		return this.bytes;
	}

	byte[] toByteArray() {
		return Arrays.copyOf(this.bytes, this.size);
	}

	byte[] toByteArray(byte[] more) {
		byte[] all = Arrays.copyOf(this.bytes, this.size + more.length);
		System.arraycopy(more, 0, all, this.size, more.length);
		return all;
	}

}
