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

package io.amgi.idempotency.dynamodb;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.util.Assert;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

import io.amgi.idempotency.Claim;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyStore;

/**
 * An {@link IdempotencyStore} in a DynamoDB table, with a conditional write for each key
 * and many of them in parallel. Not run against AWS: tested with the requests and
 * responses that AWS documents.
 * <p>
 * The table's partition key is {@code id}, of type binary. DynamoDB has no clock that
 * conditions can read, so times are those of the callers. Items are removed by DynamoDB
 * if its time to live is enabled for the attribute {@code expires_at}.
 */
public final class DynamoDbIdempotencyStore implements IdempotencyStore, AutoCloseable {

	private static final String ID = "id";

	private static final String OWNER = "claim_owner";

	private static final String COMPLETED = "claim_completed";

	// In milliseconds. The time to live has whole seconds.
	private static final String EXPIRES = "claim_expires_at";

	private static final String FREE_OR_OWN = "attribute_not_exists(id) OR claim_expires_at <= :now"
			+ " OR (claim_owner = :owner AND claim_completed = :false)";

	private static final String CLAIM = "SET claim_owner = :owner, claim_completed = :false,"
			+ " claim_expires_at = :expires, expires_at = :ttl";

	private static final String OWN_CLAIM = "claim_owner = :owner AND claim_completed = :false";

	private static final String RENEW = "SET claim_expires_at = :expires, expires_at = :ttl";

	private static final String LAST_CLAIM = "claim_owner = :owner";

	private static final String COMPLETE = "SET claim_completed = :true, claim_expires_at = :expires, expires_at = :ttl";

	// A claim that has lapsed, and that nobody has taken over, can still be completed.
	private static final Duration KEPT = Duration.ofHours(1);

	private static final AttributeValue TRUE = AttributeValue.fromBool(true);

	private static final AttributeValue FALSE = AttributeValue.fromBool(false);

	private final ParallelWrites writes = new ParallelWrites();

	private final DynamoDbClient client;

	private final String table;

	private final Duration retention;

	private final Clock clock;

	/**
	 * Creates a store.
	 * @param client the client, which stays open when the store is closed
	 * @param tableName the name or the ARN of the table
	 * @param retention the time that completed keys are remembered
	 */
	public DynamoDbIdempotencyStore(DynamoDbClient client, String tableName, Duration retention) {
		this(client, tableName, retention, Clock.systemUTC());
	}

	DynamoDbIdempotencyStore(DynamoDbClient client, String tableName, Duration retention, Clock clock) {
		Assert.hasText(tableName, "The table must have a name");
		Assert.isTrue(!retention.isNegative() && !retention.isZero(), "The retention must be positive");
		this.client = client;
		this.table = tableName;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	public Map<IdempotencyKey, Claim> claim(Collection<IdempotencyKey> keys, String owner, Duration lease,
			Duration timeout) {
		Map<IdempotencyKey, Claim> claims = new LinkedHashMap<>();
		this.writes.execute(keys, timeout, (key, left) -> claim(key, owner, lease, left), claims::put);
		return claims;
	}

	private Claim claim(IdempotencyKey key, String owner, Duration lease, Duration timeout) {
		Instant now = this.clock.instant();
		Map<String, AttributeValue> values = expiring(owner, now.plus(lease));
		values.put(":now", millis(now));
		values.put(":false", FALSE);
		try {
			update(key, FREE_OR_OWN, CLAIM, values, timeout);
			return Claim.granted(owner);
		}
		catch (ConditionalCheckFailedException ex) {
			return taken(ex.item(), now);
		}
	}

	// An item that has been deleted can be claimed again immediately.
	private static Claim taken(Map<String, AttributeValue> item, Instant now) {
		AttributeValue owner = item.get(OWNER);
		AttributeValue expires = item.get(EXPIRES);
		if (owner == null || expires == null) {
			return Claim.heldBy("", Duration.ZERO);
		}
		if (TRUE.equals(item.get(COMPLETED))) {
			return Claim.completed(owner.s());
		}
		Duration remaining = Duration.between(now, Instant.ofEpochMilli(Long.parseLong(expires.n())));
		return Claim.heldBy(owner.s(), remaining.isNegative() ? Duration.ZERO : remaining);
	}

	@Override
	public void renew(Collection<IdempotencyKey> keys, String owner, Duration lease, Duration timeout) {
		this.writes.execute(keys, timeout, (key, left) -> renew(key, owner, lease, left), (key, renewed) -> {
		});
	}

	private boolean renew(IdempotencyKey key, String owner, Duration lease, Duration timeout) {
		Map<String, AttributeValue> values = expiring(owner, this.clock.instant().plus(lease));
		values.put(":false", FALSE);
		return isMet(() -> update(key, OWN_CLAIM, RENEW, values, timeout));
	}

	@Override
	public Set<IdempotencyKey> complete(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		Map<IdempotencyKey, Boolean> completed = new LinkedHashMap<>();
		this.writes.execute(keys, timeout, (key, left) -> complete(key, owner, left), completed::put);
		return completed.entrySet()
			.stream()
			.filter((key) -> !key.getValue())
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	private boolean complete(IdempotencyKey key, String owner, Duration timeout) {
		Map<String, AttributeValue> values = expiring(owner, this.clock.instant().plus(this.retention));
		values.put(":true", TRUE);
		return isMet(() -> update(key, LAST_CLAIM, COMPLETE, values, timeout));
	}

	@Override
	public void release(Collection<IdempotencyKey> keys, String owner, Duration timeout) {
		this.writes.execute(keys, timeout, (key, left) -> release(key, owner, left), (key, released) -> {
		});
	}

	private boolean release(IdempotencyKey key, String owner, Duration timeout) {
		Map<String, AttributeValue> values = Map.of(":owner", AttributeValue.fromS(owner), ":false", FALSE);
		return isMet(() -> this.client.deleteItem((request) -> request.tableName(this.table)
			.key(id(key))
			.conditionExpression(OWN_CLAIM)
			.expressionAttributeValues(values)
			.overrideConfiguration((override) -> override.apiCallTimeout(timeout))));
	}

	private void update(IdempotencyKey key, String condition, String update, Map<String, AttributeValue> values,
			Duration timeout) {
		this.client.updateItem((request) -> request.tableName(this.table)
			.key(id(key))
			.conditionExpression(condition)
			.updateExpression(update)
			.expressionAttributeValues(values)
			.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
			.overrideConfiguration((override) -> override.apiCallTimeout(timeout)));
	}

	private static boolean isMet(Runnable write) {
		try {
			write.run();
			return true;
		}
		catch (ConditionalCheckFailedException ex) {
			return false;
		}
	}

	private static Map<String, AttributeValue> expiring(String owner, Instant expires) {
		Map<String, AttributeValue> values = new LinkedHashMap<>();
		values.put(":owner", AttributeValue.fromS(owner));
		values.put(":expires", millis(expires));
		values.put(":ttl", AttributeValue.fromN(String.valueOf(expires.plus(KEPT).getEpochSecond())));
		return values;
	}

	private static AttributeValue millis(Instant instant) {
		return AttributeValue.fromN(String.valueOf(instant.toEpochMilli()));
	}

	private static Map<String, AttributeValue> id(IdempotencyKey key) {
		return Map.of(ID, AttributeValue.fromB(SdkBytes.fromByteArray(key.toBytes())));
	}

	@Override
	public void close() {
		this.writes.close();
	}

}
