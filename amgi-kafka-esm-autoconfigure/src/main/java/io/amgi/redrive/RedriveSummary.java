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
 * The outcome of a redrive.
 *
 * @param acked the number of letters whose records were acknowledged
 * @param failed the number of letters that were sent to their topic again, since their
 * records have failed once more
 * @param parked the number of letters that were sent to a parking topic
 * @param passedOver the number of letters that the filters leave out, which were sent to
 * their topic again
 * @param left the number of files whose documents must not be handled
 * @param removed the number of records that are no longer in their topics
 */
public record RedriveSummary(long acked, long failed, long parked, long passedOver, long left, long removed) {

	/**
	 * A summary of nothing.
	 */
	static final RedriveSummary NONE = new RedriveSummary(0, 0, 0, 0);

	RedriveSummary(long acked, long failed, long parked, long passedOver) {
		this(acked, failed, parked, passedOver, 0, 0);
	}

	static RedriveSummary ofLeft(long files) {
		return new RedriveSummary(0, 0, 0, 0, files, 0);
	}

	static RedriveSummary ofRemoved(long records) {
		return new RedriveSummary(0, 0, 0, 0, 0, records);
	}

	RedriveSummary plus(RedriveSummary other) {
		return new RedriveSummary(this.acked + other.acked, this.failed + other.failed, this.parked + other.parked,
				this.passedOver + other.passedOver, this.left + other.left, this.removed + other.removed);
	}

	/**
	 * Returns whether each letter that the filters choose was acknowledged.
	 * @return whether none has failed, was parked, was left or is missing
	 */
	public boolean isClean() {
		return this.failed + this.parked + this.left + this.removed == 0;
	}

	/**
	 * Describes the numbers in one line.
	 */
	@Override
	public String toString() {
		return "%d acknowledged, %d failed again, %d parked, %d passed over".formatted(this.acked, this.failed,
				this.parked, this.passedOver) + ((this.left > 0) ? ", %d left".formatted(this.left) : "")
				+ ((this.removed > 0) ? ", %d missing".formatted(this.removed) : "");
	}

}
