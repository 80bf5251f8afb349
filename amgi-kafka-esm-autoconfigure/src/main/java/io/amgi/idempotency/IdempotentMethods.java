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

package io.amgi.idempotency;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.annotation.AnnotatedElementUtils;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.BatchAcknowledgement;
import io.amgi.handler.ChannelDescriptor;

/**
 * Finds channel methods that are annotated with {@link Idempotent @Idempotent}, and
 * rejects invalid ones at start-up.
 */
public final class IdempotentMethods {

	private final Map<ChannelDescriptor, IdempotentMethod> methods = Collections
		.synchronizedMap(new IdentityHashMap<>());

	private final Set<Class<?>> checked = ConcurrentHashMap.newKeySet();

	private final ListableBeanFactory beanFactory;

	private final IdempotencyOptions options;

	/**
	 * Creates a finder.
	 * @param beanFactory where to look for stores and transaction managers
	 * @param options options for the methods
	 */
	public IdempotentMethods(ListableBeanFactory beanFactory, IdempotencyOptions options) {
		this.beanFactory = beanFactory;
		this.options = options;
	}

	/**
	 * Finds the idempotent method of a channel.
	 * @param channel the channel
	 * @return the method, or {@code null} if it is not idempotent
	 * @throws InvalidIdempotentMethodException if it cannot be idempotent
	 */
	@Nullable IdempotentMethod find(ChannelDescriptor channel) {
		if (this.checked.add(channel.beanType())) {
			checkOthers(channel.beanType());
		}
		Idempotent idempotent = annotation(channel);
		if (idempotent == null) {
			return null;
		}
		IdempotentMethod method = find(channel, idempotent);
		this.methods.put(channel, method);
		return method;
	}

	/**
	 * Returns the idempotent method of a channel that it was found for.
	 * @param channel the channel
	 * @return the method
	 */
	IdempotentMethod get(ChannelDescriptor channel) {
		return Objects.requireNonNull(this.methods.get(channel), "Not an idempotent channel");
	}

	private static @Nullable Idempotent annotation(ChannelDescriptor channel) {
		Idempotent onMethod = AnnotatedElementUtils.findMergedAnnotation(channel.method(), Idempotent.class);
		return (onMethod != null) ? onMethod
				: AnnotatedElementUtils.findMergedAnnotation(channel.beanType(), Idempotent.class);
	}

	// Their annotations would silently have no effect.
	private static void checkOthers(Class<?> type) {
		MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<Idempotent>) IdempotentMethods::stray)
			.keySet()
			.forEach((method) -> {
				throw new InvalidIdempotentMethodException(type, method, "is not a channel method",
						"Annotate it with @AmgiChannel, or take @Idempotent away.");
			});
	}

	private static @Nullable Idempotent stray(Method method) {
		return AnnotatedElementUtils.hasAnnotation(method, AmgiChannel.class) ? null
				: AnnotatedElementUtils.findMergedAnnotation(method, Idempotent.class);
	}

	private IdempotentMethod find(ChannelDescriptor channel, Idempotent idempotent) {
		IdempotencyStore store = new BeanChoice<>(this.beanFactory, IdempotencyStore.class, "idempotency store",
				"store")
			.choose(channel, idempotent.store());
		String namespace = idempotent.namespace().isEmpty() ? channel.address().toString() : idempotent.namespace();
		StoreTransaction transaction = isTransactional(channel, idempotent) ? transaction(channel, idempotent, store)
				: null;
		if (idempotent.key().isEmpty()) {
			return new IdempotentMethod(new RecordKeys(namespace, this.options.cluster()), null, store, transaction);
		}
		return new IdempotentMethod(null, expression(channel, namespace, idempotent.key()), store, transaction);
	}

	private boolean isTransactional(ChannelDescriptor channel, Idempotent idempotent) {
		boolean[] transactional = idempotent.transactional();
		if (transactional.length > 1) {
			throw invalid(channel, "says twice whether it is transactional", "Keep one value of 'transactional'.");
		}
		return (transactional.length == 1) ? transactional[0] : this.options.transactional();
	}

	private StoreTransaction transaction(ChannelDescriptor channel, Idempotent idempotent, IdempotencyStore store) {
		if (!(store instanceof TransactionalIdempotencyStore transactional)) {
			throw invalid(channel,
					"is transactional, which its store is not (%s)".formatted(store.getClass().getName()),
					"Use a JdbcIdempotencyStore, or set 'transactional = false'.");
		}
		if (isAsync(channel.method().getReturnType())) {
			throw invalid(channel, "is transactional and has an asynchronous result",
					"Return when all is done, since a transaction belongs to a thread, or set 'transactional = false'.");
		}
		if (Arrays.asList(channel.method().getParameterTypes()).contains(BatchAcknowledgement.class)) {
			throw invalid(channel, "is transactional and takes a BatchAcknowledgement",
					"Take it away, since all of a batch is committed or nothing, or set 'transactional = false'.");
		}
		return TransactionManagers.choose(this.beanFactory, channel, idempotent, transactional);
	}

	private static boolean isAsync(Class<?> type) {
		return Future.class.isAssignableFrom(type)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
	}

	private ExpressionKeys expression(ChannelDescriptor channel, String namespace, String key) {
		List<String> names = names(channel);
		List<String> variables = new ArrayList<>(names);
		int listIndex = channel.isBatch() ? Arrays.asList(channel.method().getParameterTypes()).indexOf(List.class)
				: -1;
		if (listIndex >= 0) {
			variables.set(listIndex, ExpressionKeys.ELEMENT);
		}
		try {
			return new ExpressionKeys(namespace, KeyExpression.parse(key, variables), names, listIndex);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(channel, "has an invalid key '%s': %s".formatted(key, ex.getMessage()),
					"Correct the expression. It can read the method's arguments as '#name', their properties and elements, and nothing else.");
		}
	}

	private static List<String> names(ChannelDescriptor channel) {
		@Nullable String @Nullable [] names = DefaultParameterNameDiscoverer.getSharedInstance()
			.getParameterNames(channel.method());
		if (names == null) {
			throw invalid(channel, "has a key but no parameter names",
					"Compile with '-parameters', as Spring Boot's parent POM and Gradle plugin have it.");
		}
		return Arrays.stream(names).map(String::valueOf).toList();
	}

	static InvalidIdempotentMethodException invalid(ChannelDescriptor channel, String problem, String action) {
		return new InvalidIdempotentMethodException(channel.beanType(), channel.method(), problem, action);
	}

}
