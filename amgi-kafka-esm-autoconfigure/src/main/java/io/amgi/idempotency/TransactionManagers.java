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
