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

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.task.TaskDecorator;

import io.amgi.protocol.AmgiApplication;
import io.amgi.protocol.MessageSend;
import io.amgi.server.BatchObserver;
import io.amgi.server.DeadLetterOn;
import io.amgi.server.DeadLetterPublisher;
import io.amgi.server.MessageSendProvider;
import io.amgi.server.MessageServer;
import io.amgi.server.ProcessingOptions;

/**
 * Builds a server and the mapping in front of it.
 */
public final class TestMapping {

	private final MessageServer.Builder server;

	private OnNack onNack = OnNack.LOG;

	private List<InvocationHook> hooks = List.of();

	private AllowedEventSources allowedSources = AllowedEventSources.ANY;

	private TestMapping(AmgiApplication application) {
		this.server = MessageServer.builder(application);
	}

	public static TestMapping builder(AmgiApplication application) {
		return new TestMapping(application);
	}

	public TestMapping state(Supplier<Map<String, Object>> state) {
		this.server.state(state);
		return this;
	}

	public TestMapping messageSend(MessageSend messageSend) {
		this.server.messageSend(messageSend);
		return this;
	}

	public TestMapping messageSends(MessageSendProvider messageSends) {
		this.server.messageSends(messageSends);
		return this;
	}

	public TestMapping onNack(OnNack onNack) {
		this.onNack = onNack;
		return this;
	}

	public TestMapping invocationHooks(List<InvocationHook> hooks) {
		this.hooks = hooks;
		return this;
	}

	public TestMapping allowedSources(List<String> servers, List<String> arns) {
		this.allowedSources = new AllowedEventSources(new AllowList("the servers", servers),
				new AllowList("the ARNs", arns));
		return this;
	}

	public TestMapping processing(ProcessingOptions processing) {
		this.server.processing(processing);
		return this;
	}

	public TestMapping executor(Executor executor) {
		this.server.executor(executor);
		return this;
	}

	public TestMapping taskDecorator(TaskDecorator taskDecorator) {
		this.server.taskDecorator(taskDecorator);
		return this;
	}

	public TestMapping eventPublisher(ApplicationEventPublisher eventPublisher) {
		this.server.eventPublisher(eventPublisher);
		return this;
	}

	public TestMapping nonRetryable(Collection<Class<? extends Throwable>> types) {
		this.server.nonRetryable(types);
		return this;
	}

	public TestMapping deadLetters(DeadLetterPublisher publisher, @Nullable DeadLetterOn on) {
		this.server.deadLetters(publisher, on);
		return this;
	}

	public TestMapping observers(List<BatchObserver> observers) {
		this.server.observers(observers);
		return this;
	}

	public KafkaEventSourceMapping build() {
		return on(server());
	}

	public MessageServer server() {
		return this.server.build();
	}

	public KafkaEventSourceMapping on(MessageServer server) {
		return KafkaEventSourceMapping.builder(server)
			.onNack(this.onNack)
			.invocationHooks(this.hooks)
			.allowedSources(this.allowedSources)
			.build();
	}

}
