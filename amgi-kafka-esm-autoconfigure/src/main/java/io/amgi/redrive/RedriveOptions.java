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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * Settings of a redrive.
 *
 * @param topics the dead letter topics to read
 * @param documents the locations of files with on-failure documents to read
 * @param originalTopics the topics whose channels may handle letters, besides those that
 * the dead letter topics are named after
 * @param topicSuffix the suffix of dead letter topics
 * @param parkingSuffix the suffix of parking topics
 * @param maxAttempts the number of failed attempts after which a letter is parked
 * @param exceptions the exceptions to handle letters of, empty for any
 * @param since the time from which letters are handled, or {@code null}
 * @param until the time before which letters are handled, or {@code null}
 * @param batchSize the maximum number of letters to handle together
 * @param batchTimeout the time that a batch may take
 */
public record RedriveOptions(List<String> topics, List<String> documents, List<String> originalTopics,
		String topicSuffix, String parkingSuffix, int maxAttempts, List<String> exceptions, @Nullable Instant since,
		@Nullable Instant until, int batchSize, Duration batchTimeout) {

	/**
	 * Checks the settings.
	 */
	public RedriveOptions {
		topics = List.copyOf(topics);
		documents = List.copyOf(documents);
		originalTopics = List.copyOf(originalTopics);
		exceptions = List.copyOf(exceptions);
		Assert.isTrue(maxAttempts > 0, () -> "'maxAttempts' must be positive but is " + maxAttempts);
		Assert.isTrue(batchSize > 0, () -> "'batchSize' must be positive but is " + batchSize);
	}

}
