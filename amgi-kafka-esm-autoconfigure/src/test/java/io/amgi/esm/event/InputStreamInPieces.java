package io.amgi.esm.event;

import java.io.ByteArrayInputStream;
import java.util.Random;

/**
 * A stream that hands out a few bytes at a time, and does not say how many there are.
 */
final class InputStreamInPieces extends ByteArrayInputStream {

	private final Random random;

	InputStreamInPieces(byte[] bytes, Random random) {
		super(bytes);
		this.random = random;
	}

	@Override
	public synchronized int read(byte[] bytes, int offset, int length) {
		return super.read(bytes, offset, Math.min(length, 1 + this.random.nextInt(200)));
	}

	@Override
	public synchronized int available() {
		return 0;
	}

}
