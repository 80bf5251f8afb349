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
 * A group of messages of one address, received one after another.
 *
 * @param amgi the versions that the server speaks
 * @param address the address of the messages, in Kafka their topic
 * @param state a copy of the state of the application's {@link LifespanScope} at the end
 * of its start-up
 * @param extensions the server's extensions of AMGI, by name; an application must treat
 * an absent extension as unsupported
 */
public record MessageScope(AmgiVersions amgi, String address, Map<String, Object> state,
		Map<String, Map<String, Object>> extensions) implements Scope {

}
