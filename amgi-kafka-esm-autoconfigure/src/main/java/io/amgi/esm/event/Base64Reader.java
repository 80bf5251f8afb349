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

import org.jspecify.annotations.Nullable;

/**
 * Decodes base64 strings of an event.
 */
interface Base64Reader {

	/**
	 * Reads a string, its closing quote included.
	 * @return what it decodes to, or {@code null} if it is not base64
	 */
	byte @Nullable [] read();

	/**
	 * Returns the last string that was not base64.
	 * @return the text
	 */
	String undecoded();

	/**
	 * Chooses the way that is faster on this JVM: C2 replaces the JDK's decoder by an
	 * intrinsic, and Lambda's java17 and java21 have no C2.
	 * @param bytes the event
	 * @param text reads what is not plainly base64
	 * @return the way
	 */
	static Base64Reader of(JsonInput bytes, JsonText text) {
		TableBase64Reader groups = new TableBase64Reader(bytes, text);
		return Compiler.HAS_C2 ? new JdkBase64Reader(bytes, groups) : groups;
	}

	/**
	 * The compiler that the JVM uses at run time.
	 */
	final class Compiler {

		// Without C2, HotSpot reports "mixed mode, emulated-client". The flag itself is
		// known to java.lang.management, which takes its time to load.
		static final boolean HAS_C2 = !System.getProperty("java.vm.info", "").contains("emulated-client");

		private Compiler() {
		}

	}

}
