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

package io.amgi.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.util.Assert;

/**
 * Loads the classes that a first message needs, without making a producer, which would
 * connect at once. They are listed: nothing but a producer that sends finds all of them.
 */
public final class ProducerClasses {

	private static final String LIST = "producer-classes.txt";

	private ProducerClasses() {
	}

	/**
	 * Loads the classes without initializing them, so that it can be done beside anything
	 * else.
	 */
	public static void find() {
		try {
			names().forEach((name) -> load(name, false));
		}
		catch (IOException ex) {
			// Whoever loads them for use will know.
		}
	}

	/**
	 * Loads and initializes the classes. Ends early if the thread is interrupted.
	 * @param config the configuration of producers, which is parsed for it
	 * @throws IOException if the list cannot be read
	 */
	public static void load(Map<String, Object> config) throws IOException {
		Map<String, Object> complete = new HashMap<>(config);
		complete.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		complete.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
		complete.putIfAbsent(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "unknown:9092");
		ProducerConfig.configDef().parse(complete);
		names().stream()
			.takeWhile((name) -> !Thread.currentThread().isInterrupted())
			.forEach((name) -> load(name, true));
	}

	static List<String> names() throws IOException {
		InputStream list = ProducerClasses.class.getResourceAsStream(LIST);
		Assert.state(list != null, "There is no list of classes");
		try (BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
			return lines.lines().toList();
		}
	}

	// Other versions of the clients have other classes.
	private static void load(String name, boolean initialize) {
		try {
			Class.forName(name, initialize, ProducerClasses.class.getClassLoader());
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// Then the first message does not need it.
		}
	}

}
