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

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

import io.amgi.handler.ChannelDescriptor;

/**
 * Chooses transaction managers. Of no use to an application without transactional
 * methods, which may be without Spring's transactions as well.
 */
final class TransactionManagers {

	private TransactionManagers() {
	}

	static StoreTransaction choose(ListableBeanFactory beanFactory, ChannelDescriptor channel, Idempotent idempotent,
			TransactionalIdempotencyStore store) {
		PlatformTransactionManager manager = new BeanChoice<>(beanFactory, PlatformTransactionManager.class,
				"transaction manager", "transactionManager")
			.choose(channel, idempotent.transactionManager());
		return new StoreTransaction(manager, store.getDataSource());
	}

}
