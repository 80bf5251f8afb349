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

package io.amgi.extension;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.context.expression.MethodBasedEvaluationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.expression.Expression;
import org.springframework.expression.spel.standard.SpelExpressionParser;

import io.amgi.handler.ChannelCall;
import io.amgi.handler.ChannelDescriptor;
import io.amgi.handler.ChannelMessage;
import io.amgi.handler.DecisionInterceptor;
import io.amgi.handler.Interception;
import io.amgi.protocol.MessageScope;

/**
 * Skips messages that were handled before: by their ids, which it looks up for a whole
 * group at once, or by a SpEL key.
 */
class Deduplicator implements DecisionInterceptor {

	final Set<Object> handled = ConcurrentHashMap.newKeySet();

	final List<Collection<?>> lookups = new ArrayList<>();

	private final Expression key;

	Deduplicator(String key) {
		this.key = new SpelExpressionParser().parseExpression(key);
	}

	@Override
	public boolean supports(ChannelDescriptor channel) {
		return channel.method().isAnnotationPresent(Deduplicated.class);
	}

	@Override
	public Interception open(ChannelCall call) {
		boolean byKey = call.channel().method().getAnnotation(Deduplicated.class).byKey();
		return byKey ? new ByKey(call) : ById.open(call, knownOf(call.scope()));
	}

	// One lookup for all messages of the group, before most of them are received.
	@SuppressWarnings("unchecked")
	private Set<Object> knownOf(MessageScope scope) {
		return (Set<Object>) scope.state()
			.computeIfAbsent("known",
					(name) -> lookUp((Collection<?>) scope.extensions().get("amgi.group").get("ids")));
	}

	private Set<Object> lookUp(Collection<?> keys) {
		this.lookups.add(List.copyOf(keys));
		Set<Object> found = new HashSet<>(keys);
		found.retainAll(this.handled);
		return found;
	}

	@Override
	public void deciding(List<Decision> settled) {
		Set<Object> completed = new LinkedHashSet<>();
		for (Decision decision : settled) {
			if (decision.isAck()) {
				completed.add(((Keyed) decision.interception()).key(decision.index()));
			}
		}
		this.handled.addAll(completed);
	}

	/**
	 * An interception that identifies a message by a key.
	 */
	private interface Keyed extends Interception {

		Object key(int index);

	}

	/**
	 * Identifies messages by their ids.
	 *
	 * @param messages the messages
	 */
	private record ById(List<ChannelMessage> messages) implements Keyed {

		static Interception open(ChannelCall call, Set<Object> known) {
			ById opened = new ById(call.messages());
			for (int i = 0; i < opened.messages.size(); i++) {
				if (known.contains(opened.key(i))) {
					call.skip(i);
				}
			}
			return opened;
		}

		@Override
		public Object key(int index) {
			return this.messages.get(index).getEvent().id();
		}

	}

	/**
	 * Identifies a message by the result of an expression over its arguments.
	 */
	private final class ByKey implements Keyed {

		private final ChannelCall call;

		private @Nullable Object key;

		ByKey(ChannelCall call) {
			this.call = call;
		}

		@Override
		public void resolved(@Nullable Object[] arguments) {
			this.key = Deduplicator.this.key.getValue(new MethodBasedEvaluationContext("", this.call.channel().method(),
					arguments, new DefaultParameterNameDiscoverer()));
			if (Deduplicator.this.handled.contains(this.key)) {
				this.call.skip(0);
			}
		}

		@Override
		public Object key(int index) {
			return String.valueOf(this.key);
		}

	}

}
