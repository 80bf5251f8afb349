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

package io.amgi.payload;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/**
 * The credentials for a schema registry. A token goes before a user's name.
 *
 * @param username the user's name, or {@code null}
 * @param password the user's password, or {@code null}
 * @param bearerToken the token, or {@code null}
 */
public record RegistryCredentials(@Nullable String username, @Nullable String password, @Nullable String bearerToken) {

	@Nullable String authorization() {
		if (this.bearerToken != null) {
			return "Bearer " + this.bearerToken;
		}
		return (this.username != null) ? basic(this.username + ":" + ((this.password != null) ? this.password : ""))
				: null;
	}

	static String basic(String userAndPassword) {
		return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Describes the credentials without any of them.
	 */
	@Override
	public String toString() {
		return "RegistryCredentials";
	}

}
