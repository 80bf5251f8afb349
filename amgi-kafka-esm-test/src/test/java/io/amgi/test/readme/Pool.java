package io.amgi.test.readme;

final class Pool implements AutoCloseable {

	@Override
	public void close() {
	}

}
