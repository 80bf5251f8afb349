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

import java.io.ByteArrayInputStream;
import java.util.Random;

/**
 * A stream that returns a few bytes at a time, and does not report how many are
 * available.
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
