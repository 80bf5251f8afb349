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

package io.amgi.esm;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * Wraps invocations. Beans of this type open in their order around each event, once it is
 * decoded, and close in the opposite order after its outcome is decided.
 * <p>
 * Both halves run on the thread that Lambda invokes. Handlers may run on others, so a
 * {@code ThreadLocal} that is set here does not reach them.
 */
@FunctionalInterface
public interface InvocationHook {

	/**
	 * Opens an invocation.
	 * @param event the event's metadata
	 * @param context the context of Lambda's invocation, or {@code null} without Lambda
	 * @return the resource to close at the end of the invocation, whether or not it
	 * succeeds, or {@code null}; an exception on closing fails the invocation
	 * @throws Exception to fail the invocation; no record is handled then
	 */
	@Nullable AutoCloseable open(EventMetadata event, @Nullable Context context) throws Exception;

}
