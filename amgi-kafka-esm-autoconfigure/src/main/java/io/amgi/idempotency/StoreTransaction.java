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

import javax.sql.DataSource;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.Assert;

import io.amgi.protocol.NotCompletedException;

/**
 * Transactions of a store's database.
 *
 * @param manager begins, commits and rolls back
 * @param dataSource the connections to the database
 */
record StoreTransaction(PlatformTransactionManager manager, DataSource dataSource) {

	/**
	 * Runs work in a transaction, which is rolled back if the work throws.
	 * @param <T> the type of the result
	 * @param timeLeft the time that it may take
	 * @param work the work
	 * @return the result
	 * @throws Exception what the work throws, or a {@link NotCompletedException} if the
	 * transaction itself fails
	 */
	<T> T run(TimeLeft timeLeft, Work<T> work) throws Exception {
		TransactionStatus status = begin(timeLeft);
		T result;
		try {
			Assert.state(TransactionSynchronizationManager.hasResource(this.dataSource),
					"The transaction manager is not one for the idempotency store's data source");
			result = work.run();
		}
		catch (Throwable ex) {
			rollBack(status, ex);
			throw ex;
		}
		commit(status);
		return result;
	}

	private TransactionStatus begin(TimeLeft timeLeft) {
		DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
		definition.setName("amgi.idempotent");
		definition.setTimeout(timeLeft.inSeconds());
		try {
			return this.manager.getTransaction(definition);
		}
		catch (TransactionException ex) {
			throw new NotCompletedException("Not attempted: couldn't begin a transaction", ex);
		}
	}

	private void commit(TransactionStatus status) {
		try {
			this.manager.commit(status);
		}
		catch (TransactionSystemException ex) {
			throw new NotCompletedException("Not completed: the transaction may not be committed", ex);
		}
	}

	private void rollBack(TransactionStatus status, Throwable failure) {
		try {
			this.manager.rollback(status);
		}
		catch (RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * Work in a transaction.
	 *
	 * @param <T> the type of the result
	 */
	@FunctionalInterface
	interface Work<T> {

		T run() throws Exception;

	}

}
