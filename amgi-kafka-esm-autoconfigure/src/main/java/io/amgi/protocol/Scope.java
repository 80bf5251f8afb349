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

package io.amgi.protocol;

import java.util.Map;

/**
 * Subject of one call of an {@link AmgiApplication}: messages, or its lifespan.
 */
public sealed interface Scope permits LifespanScope, MessageScope {

	/**
	 * Returns the versions that the server speaks.
	 * @return the versions
	 */
	AmgiVersions amgi();

	/**
	 * Returns the namespace for objects that the application creates at start-up.
	 * @return for a {@link LifespanScope} the namespace itself, for a
	 * {@link MessageScope} a copy of it
	 */
	Map<String, Object> state();

}
