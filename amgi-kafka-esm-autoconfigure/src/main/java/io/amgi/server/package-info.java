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
 * Runs an application over batches of records: groups, workers, deadline, scope sessions,
 * outcome and dead letters. {@link io.amgi.server.MessageServer} is the entrance, and
 * {@code BatchExecution.execute} names the phases of a batch:
 * <ol>
 * <li>handle: {@code GroupScheduler} gives the groups to workers, which call the
 * application with a {@code ScopeSession} to receive from and to send to</li>
 * <li>confirm: waits until messages are confirmed, and decisions that depend on them are
 * made</li>
 * <li>close: records that are undecided by then fail, handlers that still run are left
 * behind</li>
 * <li>publish: dead letters that depend on the whole outcome go last</li>
 * <li>report: observers and failure lines, then the outcome goes to the caller</li>
 * </ol>
 */
@NullMarked
package io.amgi.server;

import org.jspecify.annotations.NullMarked;
