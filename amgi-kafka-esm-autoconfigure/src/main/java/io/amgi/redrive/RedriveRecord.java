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

package io.amgi.redrive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.server.InboundRecord;

/**
 * A record as it was before it became a dead letter.
 */
final class RedriveRecord implements LetterRecord {

	private static final Set<String> TIMESTAMP = Set.of("timestamp", "timestampType");

	private final Letter letter;

	private final OriginalPlace place;

	private final String destination;

	private final @Nullable InboundRecord source;

	/**
	 * Creates a record.
	 * @param letter the dead letter
	 * @param place its original place
	 * @param destination the topic for the letter if its record fails
	 * @param source the letter as its source has delivered it, or {@code null}
	 */
	RedriveRecord(Letter letter, OriginalPlace place, String destination, @Nullable InboundRecord source) {
		this.letter = letter;
		this.place = place;
		this.destination = destination;
		this.source = source;
	}

	@Override
	public InboundRecord source() {
		return (this.source != null) ? this.source : this;
	}

	@Override
	public Letter letter() {
		return this.letter;
	}

	@Override
	public String destination() {
		return this.destination;
	}

	boolean staysInItsTopic() {
		return this.destination.equals(this.letter.record().topic());
	}

	@Override
	public String topic() {
		return this.place.topic();
	}

	@Override
	public Integer partition() {
		return this.place.partition();
	}

	@Override
	public long offset() {
		return this.place.offset();
	}

	@Override
	public @Nullable Long timestamp() {
		return this.place.timestamp();
	}

	@Override
	public @Nullable String timestampType() {
		return this.place.timestampType();
	}

	@Override
	public List<MessageHeader> headers() {
		return this.letter.headers().original();
	}

	@Override
	public byte @Nullable [] key() {
		return this.letter.record().key();
	}

	@Override
	public byte @Nullable [] payload() {
		return this.letter.record().value();
	}

	@Override
	public Map<String, Map<String, @Nullable Object>> bindings() {
		Map<String, @Nullable Object> kafka = new LinkedHashMap<>();
		if (this.source != null) {
			kafka.putAll(this.source.bindings().getOrDefault("kafka", Map.of()));
			kafka.keySet().removeAll(TIMESTAMP);
		}
		kafka.put("key", key());
		kafka.put("partition", partition());
		kafka.put("offset", offset());
		if (timestamp() != null) {
			kafka.put("timestamp", timestamp());
			kafka.put("timestampType", timestampType());
		}
		return Map.of("kafka", kafka);
	}

	@Override
	public @Nullable String defect() {
		return null;
	}

}
