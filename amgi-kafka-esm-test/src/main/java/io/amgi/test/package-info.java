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

/**
 * The test client: events, the results of their records in an application, and assertions
 * on the results. None of it needs AWS or a broker.
 * <p>
 * Begin with these types, which lead to all others:
 * <ul>
 * <li>{@link io.amgi.test.KafkaEvents} builds events, of
 * {@link io.amgi.test.KafkaRecordSpec records}; a {@link io.amgi.test.TestLambdaContext}
 * accompanies them if a handler is invoked directly.</li>
 * <li>{@link io.amgi.test.AmgiTestClient} sends records to an application and returns
 * their results. {@link io.amgi.test.AmgiChannelTest} starts only channels for it, and
 * {@link io.amgi.test.AutoConfigureAmgiTestClient} adds it to a test such as
 * {@code @SpringBootTest}.</li>
 * </ul>
 * The rest of the kit: {@code io.amgi.test.mapping}, a local event source mapping over a
 * real broker; {@code io.amgi.test.local}, a development run over it;
 * {@code io.amgi.test.lambda}, an emulated Lambda runtime.
 */
@NullMarked
package io.amgi.test;

import org.jspecify.annotations.NullMarked;
