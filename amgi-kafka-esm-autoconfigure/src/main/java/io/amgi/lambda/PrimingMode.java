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

package io.amgi.lambda;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Environments of a function that are primed.
 */
public enum PrimingMode {

	/**
	 * Those that Lambda starts ahead of their first event: with SnapStart, provisioned
	 * concurrency or Managed Instances.
	 */
	AUTO {

		@Override
		public boolean includes(@Nullable String initializationType) {
			return initializationType != null && AHEAD.contains(initializationType);
		}

	},

	/**
	 * All of them.
	 */
	ALWAYS {

		@Override
		public boolean includes(@Nullable String initializationType) {
			return true;
		}

	},

	/**
	 * None.
	 */
	NEVER {

		@Override
		public boolean includes(@Nullable String initializationType) {
			return false;
		}

	};

	private static final Set<String> AHEAD = Set.of("provisioned-concurrency", "snap-start",
			"lambda-managed-instances");

	/**
	 * Returns whether an environment is primed.
	 * @param initializationType its {@code AWS_LAMBDA_INITIALIZATION_TYPE}, or
	 * {@code null} if it has none
	 * @return whether it is
	 */
	public abstract boolean includes(@Nullable String initializationType);

}
