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

package io.amgi.test.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import tools.jackson.databind.JsonNode;

import io.amgi.idempotency.Claim;
import io.amgi.idempotency.IdempotencyKey;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.dynamodb.DynamoDbIdempotencyStore;
import io.amgi.test.idempotency.DynamoDbFake.Answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DynamoDbIdempotencyStoreTests extends IdempotencyStoreContract {

	private static final Duration LEASE = Duration.ofMinutes(5);

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final DynamoDbFake DYNAMO_DB = new DynamoDbFake();

	private static final DynamoDbClient CLIENT = client(AwsRetryStrategy.standardRetryStrategy());

	private static final DynamoDbClient UNREPEATING = client(AwsRetryStrategy.doNotRetry());

	private static DynamoDbClient client(RetryStrategy retryStrategy) {
		return DynamoDbClient.builder()
			.endpointOverride(DYNAMO_DB.uri())
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
			.httpClientBuilder(UrlConnectionHttpClient.builder())
			.overrideConfiguration((override) -> override.retryStrategy(retryStrategy))
			.build();
	}

	@Override
	protected IdempotencyStore createStore(Duration retention) {
		return new DynamoDbIdempotencyStore(CLIENT, DynamoDbFake.TABLE, retention);
	}

	// Each key is a request.
	@Override
	protected int largeBatchSize() {
		return 100;
	}

	@AfterEach
	void forget() {
		DYNAMO_DB.interceptor = (operation, body) -> null;
		DYNAMO_DB.recording = false;
		DYNAMO_DB.requests.clear();
		DYNAMO_DB.clear();
	}

	@AfterAll
	static void close() {
		CLIENT.close();
		UNREPEATING.close();
		DYNAMO_DB.close();
	}

	@Test
	void requestIsTheOneThatIsDocumented() {
		DYNAMO_DB.recording = true;
		createStore(Duration.ofDays(7)).claim(List.of(Keys.random()), "me", LEASE, TIMEOUT);
		assertThat(DYNAMO_DB.requests).singleElement().satisfies((request) -> {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.header("Content-type")).isEqualTo("application/x-amz-json-1.0");
			assertThat(request.header("X-amz-target")).isEqualTo("DynamoDB_20120810.UpdateItem");
			assertThat(request.header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=id/")
				.contains("/eu-central-1/dynamodb/aws4_request");
			assertThat(request.body().propertyNames()).containsExactlyInAnyOrder("TableName", "Key",
					"ConditionExpression", "UpdateExpression", "ExpressionAttributeValues",
					"ReturnValuesOnConditionCheckFailure");
		});
	}

	@Test
	void itemIsRemovedAnHourAfterItsRetention() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		store.claim(keys, "me", LEASE, TIMEOUT);
		store.complete(keys, "me", TIMEOUT);
		Map<String, JsonNode> item = DYNAMO_DB.onlyItem();
		assertThat(item).containsOnlyKeys("id", "claim_owner", "claim_completed", "claim_expires_at", "expires_at");
		long expires = Long.parseLong(item.get("claim_expires_at").path("N").asString()) / 1000;
		assertThat(item.get("expires_at").path("N").asString()).isEqualTo(String.valueOf(expires + 3600));
		assertThat(Instant.ofEpochSecond(expires)).isAfter(Instant.now().plus(Duration.ofDays(6)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded" })
	void throttledWritesAreRepeated(String error) {
		AtomicInteger left = new AtomicInteger(4);
		DYNAMO_DB.interceptor = (operation, body) -> (left.getAndDecrement() > 0) ? throttled(error) : null;
		List<IdempotencyKey> keys = List.of(Keys.random(), Keys.random());
		assertThat(unrepeating().claim(keys, "me", LEASE, TIMEOUT).values()).containsOnly(Claim.granted("me"));
		assertThat(left).hasNonPositiveValue();
	}

	@Test
	void throttledWriteIsRepeatedUntilTheTimeoutAlone() {
		AtomicInteger attempts = new AtomicInteger();
		DYNAMO_DB.interceptor = (operation, body) -> {
			attempts.incrementAndGet();
			return throttled("ThrottlingException");
		};
		assertThatExceptionOfType(SdkException.class)
			.isThrownBy(() -> unrepeating().claim(List.of(Keys.random()), "me", LEASE, Duration.ofMillis(500)));
		assertThat(attempts).hasPositiveValue();
	}

	private static IdempotencyStore unrepeating() {
		return new DynamoDbIdempotencyStore(UNREPEATING, DynamoDbFake.TABLE, Duration.ofDays(7));
	}

	private static Answer throttled(String error) {
		return Answer.error(error, "Rate of requests exceeds the allowed throughput", Map.of());
	}

	@Test
	void callThatIsNotAnsweredFailsAtItsTimeout() {
		CountDownLatch answered = new CountDownLatch(1);
		DYNAMO_DB.interceptor = (operation, body) -> {
			try {
				answered.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Answer.OK;
		};
		try {
			assertThatExceptionOfType(SdkException.class).isThrownBy(() -> createStore(Duration.ofDays(7))
				.claim(List.of(Keys.random()), "me", LEASE, Duration.ofMillis(500)));
		}
		finally {
			answered.countDown();
		}
	}

	@Test
	void failureEndsTheCall() {
		AtomicInteger attempts = new AtomicInteger();
		DYNAMO_DB.interceptor = (operation, body) -> {
			attempts.incrementAndGet();
			return Answer.error("ResourceNotFoundException", "Requested resource not found", Map.of());
		};
		List<IdempotencyKey> keys = Stream.generate(Keys::random).limit(1000).toList();
		assertThatExceptionOfType(ResourceNotFoundException.class)
			.isThrownBy(() -> createStore(Duration.ofDays(7)).claim(keys, "me", LEASE, TIMEOUT));
		assertThat(attempts).hasValueLessThan(1000);
	}

	@Test
	void answerThatIsLostIsAskedForAgain() {
		IdempotencyStore store = createStore(Duration.ofDays(7));
		List<IdempotencyKey> keys = List.of(Keys.random());
		store.claim(keys, "me", LEASE, TIMEOUT);
		AtomicInteger lost = new AtomicInteger(1);
		DYNAMO_DB.interceptor = (operation, body) -> (lost.getAndDecrement() > 0)
				? new Answer(500, Map.of("__type", "InternalServerError")) : null;
		assertThat(store.complete(keys, "me", TIMEOUT)).isEmpty();
		assertThat(store.claim(keys, "other", LEASE, TIMEOUT)).containsValue(Claim.completed("me"));
	}

}
