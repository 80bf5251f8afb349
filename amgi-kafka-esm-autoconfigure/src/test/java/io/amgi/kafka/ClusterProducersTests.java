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

package io.amgi.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ClusterProducersTests {

	private final AtomicInteger made = new AtomicInteger();

	private final AtomicLong nanos = new AtomicLong();

	private final ClusterProducers producers = new ClusterProducers(this::make, this.nanos::get);

	@Test
	void sameServersInAnotherOrderAreTheSameCluster() {
		ClusterProducer producer = use("b:2, A:1");
		assertThat(use("a:1,B:2,a:1")).isSameAs(producer);
	}

	@Test
	void ninthClusterDisplacesTheLeastRecentlyUsedOne() {
		ClusterProducer first = use("cluster-0:1");
		ClusterProducer second = use("cluster-1:1");
		for (int i = 2; i < 8; i++) {
			use("cluster-" + i + ":1");
		}
		assertThat(use("cluster-0:1")).isSameAs(first);
		use("cluster-8:1");
		assertThat(use("cluster-0:1")).isSameAs(first);
		assertThat(use("cluster-1:1")).isNotSameAs(second);
		assertThat(this.made).hasValue(10);
	}

	@Test
	void producerInUseIsNotDisplaced() {
		ClusterProducer leased = this.producers.lease(BootstrapServers.of("leased:1"));
		for (int i = 0; i < 20; i++) {
			use("cluster-" + i + ":1");
		}
		assertThat(use("leased:1")).isSameAs(leased);
	}

	@Test
	void clusterThatIsNotUsedForLongIsLetGo() {
		ClusterProducer idle = use("idle:1");
		ClusterProducer leased = this.producers.lease(BootstrapServers.of("leased:1"));
		pass(Duration.ofMinutes(9));
		use("used:1");
		assertThat(use("idle:1")).isSameAs(idle);
		pass(Duration.ofMinutes(11));
		use("used:1");
		assertThat(use("idle:1")).isNotSameAs(idle);
		assertThat(use("leased:1")).isSameAs(leased);
	}

	@Test
	void clusterThatIsUsedAgainAfterLongIsKept() {
		ClusterProducer producer = use("cluster:1");
		pass(Duration.ofDays(1));
		assertThat(use("cluster:1")).isSameAs(producer);
	}

	@Test
	void producerIsLeasedAgainOnceOpened() {
		this.producers.close();
		this.producers.open();
		assertThat(use("cluster:1")).isNotNull();
	}

	@Test
	void nothingIsLeasedOnceClosed() {
		this.producers.close();
		assertThatIllegalStateException().isThrownBy(() -> use("cluster:1"));
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private ClusterProducer use(String servers) {
		ClusterProducer producer = this.producers.lease(BootstrapServers.of(servers));
		this.producers.release(producer);
		return producer;
	}

	private ClusterProducer make(BootstrapServers cluster) {
		this.made.incrementAndGet();
		ByteProducerFactory factory = new ByteProducerFactory(Map.of());
		return new ClusterProducer(factory, new KafkaTemplate<>(factory));
	}

}
