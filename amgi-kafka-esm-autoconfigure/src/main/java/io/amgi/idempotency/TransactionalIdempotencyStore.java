package io.amgi.idempotency;

import javax.sql.DataSource;

/**
 * An {@link IdempotencyStore} that takes part in Spring's transactions of a
 * {@link DataSource}: what a transaction claims and completes is rolled back with it, and
 * others that claim the same keys wait for its end.
 */
public interface TransactionalIdempotencyStore extends IdempotencyStore {

	/**
	 * Returns the connections to the store's database.
	 * @return the data source, whose transactions the store takes part in
	 */
	DataSource getDataSource();

}
