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

package io.amgi.samples.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import io.amgi.channel.AmgiChannel;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the Kubernetes manifest runs this application.
 */
class ConsumerManifestTests {

	private final Map<String, Object> deployment = document("Deployment");

	private final Map<String, Object> scaledObject = document("ScaledObject");

	@Test
	void probesAskTheGroupsOfHealth() {
		Object container = get(this.deployment, "spec", "template", "spec", "containers", 0);
		assertThat(get(container, "livenessProbe", "httpGet", "path")).isEqualTo("/actuator/health/liveness");
		assertThat(get(container, "readinessProbe", "httpGet", "path")).isEqualTo("/actuator/health/readiness");
		assertThat(get(container, "readinessProbe", "httpGet", "port")).isEqualTo(get(container, "ports", 0, "name"));
	}

	@Test
	void podMayEndByItself() {
		assertThat((int) get(this.deployment, "spec", "template", "spec", "terminationGracePeriodSeconds"))
			.isGreaterThan(30);
	}

	@Test
	void scalerScalesTheDeployment() {
		assertThat(get(this.scaledObject, "spec", "scaleTargetRef", "name"))
			.isEqualTo(get(this.deployment, "metadata", "name"));
	}

	@Test
	void scalerWatchesTheGroupOnEachChannelsTopic() {
		Object group = get(new Yaml().load(read("src/main/resources/application-consumer.yaml")), "spring", "kafka",
				"consumer", "group-id");
		List<Object> topics = new ArrayList<>();
		for (Object trigger : (List<?>) get(this.scaledObject, "spec", "triggers")) {
			assertThat(get(trigger, "type")).isEqualTo("kafka");
			assertThat(get(trigger, "metadata", "consumerGroup")).isEqualTo(group);
			topics.add(get(trigger, "metadata", "topic"));
		}
		assertThat(topics).containsExactlyInAnyOrderElementsOf(channels());
	}

	@Test
	void imageRunsTheApplicationWithTheProfile() {
		assertThat(read("Dockerfile.consumer")).contains("SPRING_PROFILES_ACTIVE=consumer",
				"\"" + OrdersApplication.class.getName() + "\"");
	}

	private static List<String> channels() {
		return Stream.of(Orders.class.getDeclaredMethods())
			.map((method) -> method.getAnnotation(AmgiChannel.class))
			.flatMap((channel) -> (channel != null) ? Stream.of(channel.value()) : Stream.empty())
			.toList();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> document(String kind) {
		for (Object document : new Yaml().loadAll(read("kubernetes.yaml"))) {
			if (kind.equals(get(document, "kind"))) {
				return (Map<String, Object>) document;
			}
		}
		throw new IllegalStateException("No " + kind);
	}

	private static Object get(Object node, Object... path) {
		Object current = node;
		for (Object key : path) {
			current = (key instanceof Integer index) ? ((List<?>) current).get(index) : ((Map<?, ?>) current).get(key);
		}
		return current;
	}

	private static String read(String file) {
		try {
			return Files.readString(Path.of(file));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
