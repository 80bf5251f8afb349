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

package io.amgi.consumer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a member whose permissions are revoked while it polls.
 */
@Tag("long")
@Timeout(120)
class ConsumerAuthorizationTests {

	private final List<String> handled = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource(names = { "TOPIC", "GROUP" })
	void memberStopsWithoutPermission(ResourceType type) throws Exception {
		try (OwnBroker broker = authorizing(); TestGroup group = broker.group(); Admin admin = group.admin()) {
			group.send("a").start((event) -> this.handled.add(TestGroup.text(event)));
			await().until(() -> group.committed() == 1);
			deny(admin, group, type);
			group.send("b");
			await().until(() -> !group.group().isLive());
			assertThat(this.handled).startsWith("a");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOPIC", "GROUP" })
	void memberContinuesOncePermissionIsBack(ResourceType type) throws Exception {
		try (OwnBroker broker = authorizing();
				TestGroup group = broker.group().authorizationRetry(Duration.ofMillis(100));
				Admin admin = group.admin()) {
			group.send("a").start((event) -> this.handled.add(TestGroup.text(event)));
			await().until(() -> group.committed() == 1);
			List<AclBinding> entries = deny(admin, group, type);
			group.send("b");
			await().during(Duration.ofSeconds(1)).until(() -> group.group().isLive());
			admin.deleteAcls(entries.stream().map(AclBinding::toFilter).toList()).all().get();
			await().until(() -> group.committed() == 2);
			assertThat(this.handled).startsWith("a").contains("b");
		}
	}

	// Users without an entry may do everything.
	private static OwnBroker authorizing() {
		return new OwnBroker(2, Map.of("authorizer.class.name",
				"org.apache.kafka.metadata.authorizer.StandardAuthorizer", "allow.everyone.if.no.acl.found", "true"));
	}

	// If there is an entry, everything that is not allowed is denied. Tests can still
	// send.
	private static List<AclBinding> deny(Admin admin, TestGroup group, ResourceType type) throws Exception {
		ResourcePattern resource = new ResourcePattern(type, (type == ResourceType.TOPIC) ? group.topic : group.groupId,
				PatternType.LITERAL);
		List<AclBinding> entries = List.of(entry(resource, AclOperation.ALL, AclPermissionType.ALLOW),
				entry(resource, AclOperation.READ, AclPermissionType.DENY));
		admin.createAcls(entries).all().get();
		return entries;
	}

	private static AclBinding entry(ResourcePattern resource, AclOperation operation, AclPermissionType permission) {
		return new AclBinding(resource, new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
	}

}
