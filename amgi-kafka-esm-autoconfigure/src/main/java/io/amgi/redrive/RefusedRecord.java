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

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageHeader;
import io.amgi.server.InboundRecord;

/**
 * A dead letter that must not be handled.
 *
 * @param source the letter as its source has delivered it
 * @param letter the letter
 * @param destination the parking topic
 * @param defect the reason
 */
record RefusedRecord(InboundRecord source, Letter letter, String destination, String defect) implements LetterRecord {

	@Override
	public @Nullable String topic() {
		return this.source.topic();
	}

	@Override
	public @Nullable Integer partition() {
		return this.source.partition();
	}

	@Override
	public long offset() {
		return this.source.offset();
	}

	@Override
	public @Nullable Long timestamp() {
		return this.source.timestamp();
	}

	@Override
	public @Nullable String timestampType() {
		return this.source.timestampType();
	}

	@Override
	public List<MessageHeader> headers() {
		return this.source.headers();
	}

	@Override
	public byte @Nullable [] key() {
		return this.source.key();
	}

	@Override
	public byte @Nullable [] payload() {
		return this.source.payload();
	}

	@Override
	public Map<String, Map<String, @Nullable Object>> bindings() {
		return this.source.bindings();
	}

	@Override
	public Map<String, String> undecoded() {
		return this.source.undecoded();
	}

}
