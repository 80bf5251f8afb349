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

package io.amgi.esm;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * A pattern of bootstrap servers, such as {@code *.kafka.example.com:9098}: {@code *}
 * stands for one whole label of the host, and without a port any will do.
 *
 * @param labels the labels of the host
 * @param port the port
 */
record BootstrapServerPattern(List<String> labels, @Nullable String port) {

	private static final String ANY = "*";

	// Kafka's client finds a host in much that is none: what is not exactly one, does
	// not match. Hosts of IPv6 are one label in brackets. Repetitions are possessive: the
	// others of groups take stack for each label, and events are input.
	private static final Pattern SERVER = Pattern
		.compile("(\\[[0-9a-f:.%]++]|[0-9a-z_*-]++(?:\\.[0-9a-z_*-]++)*+)(?::([0-9]{1,5}))?");

	static BootstrapServerPattern parse(String pattern) {
		BootstrapServerPattern parsed = split(pattern);
		Assert.isTrue(parsed != null && parsed.labels.stream().allMatch(BootstrapServerPattern::isWhole),
				() -> "Invalid pattern '%s' of bootstrap servers: it must be like 'host:port', where '*' may stand for a whole label"
					.formatted(pattern));
		return parsed;
	}

	private static boolean isWhole(String label) {
		return label.equals(ANY) || !label.contains(ANY);
	}

	/**
	 * Returns whether a server matches this pattern.
	 * @param server the server as {@code host:port} @return whether it matches
	 */
	boolean matches(String server) {
		BootstrapServerPattern other = split(server);
		return other != null && !server.contains(ANY) && other.port != null
				&& (this.port == null || this.port.equals(other.port)) && matches(other.labels);
	}

	private boolean matches(List<String> others) {
		return this.labels.size() == others.size() && IntStream.range(0, others.size())
			.allMatch((i) -> this.labels.get(i).equals(ANY) || this.labels.get(i).equals(others.get(i)));
	}

	private static @Nullable BootstrapServerPattern split(String server) {
		Matcher matcher = SERVER.matcher(server.toLowerCase(Locale.ROOT));
		if (!matcher.matches()) {
			return null;
		}
		String host = matcher.group(1);
		return new BootstrapServerPattern(host.startsWith("[") ? List.of(host) : List.of(host.split("\\.")),
				matcher.group(2));
	}

}
