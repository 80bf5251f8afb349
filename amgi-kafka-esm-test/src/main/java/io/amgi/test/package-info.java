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
 * The test client: events, what becomes of their records in an application, and
 * assertions on it. None of it needs AWS or a broker.
 * <p>
 * Begin with these types, which lead to all others:
 * <ul>
 * <li>{@link io.amgi.test.KafkaEvents} builds events, of
 * {@link io.amgi.test.KafkaRecordSpec records}; a {@link io.amgi.test.TestLambdaContext}
 * goes with them where a handler is invoked by hand.</li>
 * <li>{@link io.amgi.test.AmgiTestClient} sends records to an application and tells what
 * became of them. {@link io.amgi.test.AmgiChannelTest} starts channels alone for it,
 * {@link io.amgi.test.AutoConfigureAmgiTestClient} puts it into a
 * {@code @SpringBootTest}.</li>
 * </ul>
 * The rest of the kit: {@code io.amgi.test.mapping}, a local event source mapping over a
 * real broker; {@code io.amgi.test.local}, a development run over it;
 * {@code io.amgi.test.lambda}, an emulated Lambda runtime.
 */
@NullMarked
package io.amgi.test;

import org.jspecify.annotations.NullMarked;
