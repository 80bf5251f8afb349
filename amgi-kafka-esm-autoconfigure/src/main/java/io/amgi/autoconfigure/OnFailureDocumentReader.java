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

import java.io.InputStream;
import java.util.List;

import io.amgi.esm.event.InvalidKafkaEventException;
import io.amgi.esm.event.KafkaEvent;
import io.amgi.esm.event.OnFailureDocument;
import io.amgi.esm.event.OnFailureDocumentDecoder;
import io.amgi.redrive.FailureDocument;
import io.amgi.redrive.FailureDocumentReader;

/**
 * Reads the documents that Lambda sends to on-failure destinations.
 */
final class OnFailureDocumentReader implements FailureDocumentReader {

	private final OnFailureDocumentDecoder decoder = new OnFailureDocumentDecoder();

	@Override
	public FailureDocument read(InputStream document) {
		try {
			return document(this.decoder.decode(document));
		}
		catch (InvalidKafkaEventException ex) {
			throw new IllegalArgumentException(ex.getMessage(), ex);
		}
	}

	private static FailureDocument document(OnFailureDocument document) {
		KafkaEvent event = document.event();
		return new FailureDocument(document.condition(), document.timestamp(), document.batchSize(),
				(event != null) ? event.records() : List.of(),
				document.ranges().stream().map(OnFailureDocumentReader::places).toList());
	}

	private static FailureDocument.Places places(OnFailureDocument.Range range) {
		return new FailureDocument.Places(range.topic(), range.partition(), range.firstOffset(), range.lastOffset());
	}

}
