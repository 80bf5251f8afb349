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

package io.amgi.server;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.amgi.esm.EventJson;
import io.amgi.esm.event.KafkaEvent;
import io.amgi.esm.event.KafkaEventDecoder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that groups are comparable with their own kind. A map keeps keys with colliding
 * hash codes in order if they are, and searches all of them otherwise.
 */
class OrderingGroupTests {

	private static final long COLLIDING_OFFSET = (1L << 32) ^ 1L;

	@ParameterizedTest
	@EnumSource
	void groupsAreComparableAsTheyAreEqual(Ordering ordering) {
		List<Object> groups = groups(ordering);
		for (Object group : groups) {
			for (Object other : groups) {
				assertThat(Integer.signum(compare(group, other))).isEqualTo(-Integer.signum(compare(other, group)));
				assertThat(compare(group, other) == 0).isEqualTo(group.equals(other));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void groupsAreComparableWithTheirOwnClass(Ordering ordering) {
		assertThat(groups(ordering))
			.allSatisfy((group) -> assertThat(group.getClass().getGenericInterfaces()).singleElement()
				.hasToString("java.lang.Comparable<%s>".formatted(group.getClass().getName())));
	}

	// The types of groups are internal to the ordering.
	@SuppressWarnings("unchecked")
	private static int compare(Object group, Object other) {
		return ((Comparable<Object>) group).compareTo(other);
	}

	// Returns each group twice, from two events. The keys "Aa" and "BB" have one hash
	// code, as have the offsets 0 and COLLIDING_OFFSET.
	private static List<Object> groups(Ordering ordering) {
		List<Object> groups = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			EventJson event = EventJson.event();
			for (String topic : List.of("orders", "Aa", "BB")) {
				event.record(topic, 0, 1).key("Aa").record(topic, 0, 2).key("BB").record(topic, 0, 3).key("");
				event.record(topic, 0, 4).record(topic, 1, 0).record(topic, 1, COLLIDING_OFFSET);
			}
			KafkaEvent kafkaEvent = new KafkaEventDecoder().decode(event.stream());
			kafkaEvent.records().forEach((record) -> groups.add(ordering.groupOf(record)));
		}
		return groups;
	}

}
