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
 * The share of the letters that a run has while others run as well.
 */
interface LetterShare {

	/**
	 * The share of a run that has no others beside it.
	 */
	LetterShare ALL = new LetterShare() {

		@Override
		public void keepAlive() {
		}

		@Override
		public boolean isAssigned(Letter letter) {
			return true;
		}

	};

	/**
	 * Keeps the share while letters are handled again.
	 */
	void keepAlive();

	/**
	 * Returns whether a letter still belongs to the share.
	 * @param letter the letter
	 * @return whether this run has it
	 */
	boolean isAssigned(Letter letter);

}
