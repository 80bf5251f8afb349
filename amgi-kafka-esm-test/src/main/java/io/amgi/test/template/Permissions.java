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

package io.amgi.test.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The actions that a function's role allows, by the policies that the template shows.
 *
 * @param complete whether the template shows all policies of the role
 * @param actions the allowed actions, possibly with wildcards
 */
record Permissions(boolean complete, List<String> actions) {

	static final Permissions UNKNOWN = new Permissions(false, List.of());

	/**
	 * Returns whether an action is denied for certain. Resources and conditions of
	 * policies are not judged.
	 * @param action the action
	 * @return whether no policy allows it
	 */
	boolean denies(String action) {
		return this.complete && this.actions.stream().noneMatch((pattern) -> matches(pattern, action));
	}

	private static boolean matches(String pattern, String action) {
		String regex = Pattern.quote(pattern.toLowerCase(Locale.ROOT)).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
		return action.toLowerCase(Locale.ROOT).matches(regex);
	}

}
