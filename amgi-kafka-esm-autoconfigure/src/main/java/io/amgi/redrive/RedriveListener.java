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

/**
 * Follows a redrive.
 */
public interface RedriveListener {

	/**
	 * Called once the topics are known.
	 * @param offsets the number of offsets to read, some of which may hold no letter
	 */
	void started(long offsets);

	/**
	 * Called once the files with on-failure documents are known, if there are any.
	 * @param files the number of files to read
	 * @param done the number of files that earlier runs have finished
	 */
	void startedFiles(int files, int done);

	/**
	 * Called for a file whose document is not handled.
	 * @param file the file
	 * @param reason the reason
	 */
	void left(String file, String reason);

	/**
	 * Called for an on-failure document with records that are no longer in their topics.
	 * @param document the file, or the coordinates of the document
	 * @param records the records
	 */
	void removed(String document, String records);

	/**
	 * Called for a letter that is parked without being handled.
	 * @param letter the coordinates of the letter
	 * @param reason the reason
	 */
	void refused(String letter, String reason);

	/**
	 * Called after each batch.
	 * @param summary the numbers so far
	 */
	void progressed(RedriveSummary summary);

}
