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

package io.amgi.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import io.amgi.channel.AmgiChannel;
import io.amgi.handler.BatchAcknowledgement;
import io.amgi.idempotency.IdempotencyInterceptor;
import io.amgi.idempotency.IdempotencyStore;
import io.amgi.idempotency.Idempotent;
import io.amgi.idempotency.InMemoryIdempotencyStore;
import io.amgi.idempotency.InvalidIdempotentMethodException;
import io.amgi.idempotency.dynamodb.DynamoDbIdempotencyStore;
import io.amgi.idempotency.jdbc.JdbcIdempotencyStore;

import static org.assertj.core.api.Assertions.assertThat;

class IdempotencyAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(JacksonAutoConfiguration.class, AmgiAutoConfiguration.class, AmgiIdempotencyAutoConfiguration.class));

	private final ApplicationContextRunner withDatabase = this.runner.withConfiguration(AutoConfigurations
		.of(DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class));

	@Test
	void applicationsDatabaseIsTheStore() {
		this.withDatabase.withBean(Plain.class).run((context) -> {
			assertThat(context).hasSingleBean(JdbcIdempotencyStore.class);
			assertThat(tables(context.getBean(DataSource.class))).contains("AMGI_IDEMPOTENCY");
		});
	}

	@Test
	void applicationWithoutIdempotentMethodsHasNoTable() {
		this.withDatabase
			.run((context) -> assertThat(tables(context.getBean(DataSource.class))).doesNotContain("AMGI_IDEMPOTENCY"));
	}

	@Test
	void tableMayHaveAnotherName() {
		this.withDatabase.withBean(Plain.class)
			.withPropertyValues("spring.amgi.idempotency.jdbc.table-name=handled_records")
			.run((context) -> assertThat(tables(context.getBean(DataSource.class))).contains("HANDLED_RECORDS")
				.doesNotContain("AMGI_IDEMPOTENCY"));
	}

	@Test
	void tableIsNotCreatedUnlessConfigured() {
		this.withDatabase.withBean(Plain.class)
			.withPropertyValues("spring.amgi.idempotency.jdbc.initialize-schema=never")
			.run((context) -> assertThat(tables(context.getBean(DataSource.class))).doesNotContain("AMGI_IDEMPOTENCY"));
	}

	private static List<String> tables(DataSource dataSource) {
		return new JdbcTemplate(dataSource).queryForList("SELECT table_name FROM information_schema.tables",
				String.class);
	}

	@Test
	void storeOfTheApplicationWins() {
		this.withDatabase.withBean(Plain.class)
			.withBean(InMemoryIdempotencyStore.class, () -> new InMemoryIdempotencyStore(Duration.ofDays(1)))
			.run((context) -> assertThat(context).hasSingleBean(IdempotencyStore.class)
				.hasSingleBean(InMemoryIdempotencyStore.class));
	}

	@Test
	void nothingIsNeededWithoutIdempotentMethods() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.jdbc", "org.springframework.dao",
					"org.springframework.transaction", "org.springframework.boot.jdbc", "org.springframework.boot.sql"))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(IdempotencyInterceptor.class));
	}

	@Test
	void namedTableOfDynamoDbIsTheStoreEvenWithADatabase() {
		this.withDatabase.withBean(Plain.class)
			.withBean(DynamoDbClient.class, UnusedDynamoDbClient::new)
			.withPropertyValues("spring.amgi.idempotency.dynamodb.table-name=handled")
			.run((context) -> assertThat(context).hasSingleBean(IdempotencyStore.class)
				.hasSingleBean(DynamoDbIdempotencyStore.class));
	}

	@Test
	void clientOfDynamoDbIsMadeWhereTheApplicationHasNone() {
		this.runner.withBean(Plain.class)
			.withSystemProperties("aws.region=eu-central-1")
			.withPropertyValues("spring.amgi.idempotency.dynamodb.table-name=handled")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(DynamoDbIdempotencyStore.class)
				.doesNotHaveBean(DynamoDbClient.class));
	}

	@Test
	void dynamoDbIsNoStoreWithoutATable() {
		this.withDatabase.withBean(Plain.class)
			.withBean(DynamoDbClient.class, UnusedDynamoDbClient::new)
			.run((context) -> assertThat(context).hasSingleBean(JdbcIdempotencyStore.class)
				.doesNotHaveBean(DynamoDbIdempotencyStore.class));
	}

	@Test
	void databaseIsTheStoreWithoutDynamoDbsClient() {
		this.withDatabase.withBean(Plain.class)
			.withClassLoader(new FilteredClassLoader("software.amazon.awssdk"))
			.withPropertyValues("spring.amgi.idempotency.dynamodb.table-name=handled")
			.run((context) -> assertThat(context).hasSingleBean(JdbcIdempotencyStore.class));
	}

	@Test
	void storeOfTheApplicationWinsOverDynamoDb() {
		this.runner.withBean(Plain.class)
			.withBean(InMemoryIdempotencyStore.class, this::memory)
			.withPropertyValues("spring.amgi.idempotency.dynamodb.table-name=handled")
			.run((context) -> assertThat(context).hasSingleBean(IdempotencyStore.class)
				.hasSingleBean(InMemoryIdempotencyStore.class));
	}

	@Test
	void isOffWithTheRest() {
		this.runner.withPropertyValues("spring.amgi.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(IdempotencyInterceptor.class));
	}

	@Test
	void scriptsAreInNativeImages() {
		RuntimeHints hints = new RuntimeHints();
		new JdbcIdempotencyStoreConfiguration.SchemaHints().registerHints(hints, getClass().getClassLoader());
		assertThat(hints)
			.matches(RuntimeHintsPredicates.resource().forResource("io/amgi/idempotency/jdbc/schema-postgresql.sql"));
	}

	@Test
	void methodWithoutAStoreIsExplained() {
		assertExplained(this.runner.withBean(Plain.class),
				"Plain.placed(String) has no idempotency store: there is no bean of type io.amgi.idempotency.IdempotencyStore.",
				"Define such a bean.");
	}

	@Test
	void severalStoresWithoutANameAreExplained() {
		assertExplained(
				this.runner.withBean(Plain.class)
					.withBean("one", InMemoryIdempotencyStore.class, this::memory)
					.withBean("two", InMemoryIdempotencyStore.class, this::memory),
				"Plain.placed(String) does not say which of several beans it uses: one, two.",
				"Name one, as in '@Idempotent(store = \"one\")'.");
	}

	@Test
	void unknownStoreIsExplained() {
		assertExplained(
				this.runner.withBean(Unknown.class).withBean("one", InMemoryIdempotencyStore.class, this::memory),
				"Unknown.placed(String) names the idempotency store 'none', but there is no such bean.",
				"Name one of these beans: one.");
	}

	@Test
	void invalidKeyIsExplained() {
		assertExplained(this.withDatabase.withBean(WrongKey.class),
				"WrongKey.placed(String) has an invalid key '#ordr': there is no '#ordr', only [order].",
				"Correct the expression. It can read the method's arguments as '#name', their properties and elements, and nothing else.");
	}

	@Test
	void transactionInAStoreWithoutIsExplained() {
		assertExplained(
				this.runner.withBean(Transactional.class).withBean(InMemoryIdempotencyStore.class, this::memory),
				"Transactional.placed(String) is transactional, which its store is not (io.amgi.idempotency.InMemoryIdempotencyStore).",
				"Use a JdbcIdempotencyStore, or set 'transactional = false'.");
	}

	@Test
	void asynchronousResultInATransactionIsExplained() {
		assertExplained(this.withDatabase.withBean(Async.class),
				"Async.placed(String) is transactional and has an asynchronous result.",
				"Return when all is done, since a transaction belongs to a thread, or set 'transactional = false'.");
	}

	@Test
	void partialAcknowledgementInATransactionIsExplained() {
		assertExplained(this.withDatabase.withBean(Partial.class),
				"Partial.placed(List, BatchAcknowledgement) is transactional and takes a BatchAcknowledgement.",
				"Take it away, since all of a batch is committed or nothing, or set 'transactional = false'.");
	}

	@Test
	void severalTransactionManagersWithoutANameAreExplained() {
		assertExplained(
				this.withDatabase.withBean(Transactional.class)
					.withBean("first", PlatformTransactionManager.class,
							() -> new JdbcTransactionManager(new DriverManagerDataSource()))
					.withBean("second", PlatformTransactionManager.class,
							() -> new JdbcTransactionManager(new DriverManagerDataSource())),
				"Transactional.placed(String) does not say which of several beans it uses: first, second.",
				"Name one, as in '@Idempotent(transactionManager = \"first\")'.");
	}

	@Test
	void propertyMakesMethodsTransactional() {
		assertExplained(
				this.withDatabase.withBean(PlainAsync.class)
					.withPropertyValues("spring.amgi.idempotency.transactional=true"),
				"PlainAsync.placed(String) is transactional and has an asynchronous result.",
				"Return when all is done, since a transaction belongs to a thread, or set 'transactional = false'.");
	}

	@Test
	void annotationOnAnotherMethodIsExplained() {
		assertExplained(this.withDatabase.withBean(Stray.class), "Stray.other() is not a channel method.",
				"Annotate it with @AmgiChannel, or take @Idempotent away.");
	}

	private static void assertExplained(ApplicationContextRunner runner, String problem, String action) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			Throwable failure = context.getStartupFailure();
			FailureAnalysis analysis = new InvalidIdempotentMethodFailureAnalyzer().analyze(failure);
			assertThat(failure).satisfies((ex) -> assertThat(ex)).isInstanceOf(InvalidIdempotentMethodException.class);
			assertThat(analysis.getDescription())
				.isEqualTo("The idempotent method IdempotencyAutoConfigurationTests." + problem);
			assertThat(analysis.getAction()).isEqualTo(action);
		});
	}

	private InMemoryIdempotencyStore memory() {
		return new InMemoryIdempotencyStore(Duration.ofDays(1));
	}

	static class UnusedDynamoDbClient implements DynamoDbClient {

		@Override
		public String serviceName() {
			return SERVICE_NAME;
		}

		@Override
		public void close() {
		}

	}

	static class Plain {

		@Idempotent
		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class PlainAsync {

		@Idempotent
		@AmgiChannel("orders")
		CompletableFuture<Void> placed(String order) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class Unknown {

		@Idempotent(store = "none")
		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class WrongKey {

		@Idempotent("#ordr")
		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class Transactional {

		@Idempotent(transactional = true)
		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

	static class Async {

		@Idempotent(transactional = true)
		@AmgiChannel("orders")
		CompletableFuture<Void> placed(String order) {
			return CompletableFuture.completedFuture(null);
		}

	}

	static class Partial {

		@Idempotent(transactional = true)
		@AmgiChannel(value = "orders", batch = true)
		void placed(List<String> orders, BatchAcknowledgement acknowledgement) {
		}

	}

	static class Stray {

		@AmgiChannel("orders")
		void placed(String order) {
		}

		@Idempotent
		void other() {
		}

	}

}
