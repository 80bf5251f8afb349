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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Reads exceptions of an application, whose methods may throw whatever they like and
 * whose causes may go round in circles.
 */
public final class Throwables {

	private static final int MAX_DEPTH = 50;

	private Throwables() {
	}

	/**
	 * Returns whether an exception or one of its causes matches.
	 * @param exception the exception, or {@code null}
	 * @param predicate the condition
	 * @return whether one does
	 */
	public static boolean contain(@Nullable Throwable exception, Predicate<Throwable> predicate) {
		Throwable cause = exception;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (predicate.test(cause)) {
				return true;
			}
			cause = causeOf(cause);
		}
		return false;
	}

	/**
	 * Returns an exception and its causes.
	 * @param exception the exception
	 * @return the exception first
	 */
	public static List<Throwable> chain(Throwable exception) {
		List<Throwable> chain = new ArrayList<>();
		Throwable cause = exception;
		while (cause != null && chain.size() < MAX_DEPTH) {
			chain.add(cause);
			cause = causeOf(cause);
		}
		return chain;
	}

	/**
	 * Returns the last of an exception's causes.
	 * @param exception the exception
	 * @return the last cause, or the exception itself if it has none
	 */
	public static Throwable rootOf(Throwable exception) {
		Throwable root = exception;
		Throwable cause = causeOf(root);
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			root = cause;
			cause = causeOf(root);
		}
		return root;
	}

	/**
	 * Returns the cause of an exception.
	 * @param exception the exception
	 * @return the cause, or {@code null} if there is none or it cannot be read
	 */
	public static @Nullable Throwable causeOf(Throwable exception) {
		try {
			return exception.getCause();
		}
		catch (Throwable ex) {
			return null;
		}
	}

	/**
	 * Throws an error that is nobody's but the virtual machine's. A stack overflow is the
	 * fault of the code that ran, and so is every other kind of error.
	 * @param exception the exception
	 */
	public static void throwIfFatal(Throwable exception) {
		if (exception instanceof VirtualMachineError error && !(exception instanceof StackOverflowError)) {
			throw error;
		}
	}

}
