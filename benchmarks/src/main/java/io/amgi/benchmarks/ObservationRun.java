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

package io.amgi.benchmarks;

import java.util.Map;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.amgi.channel.AmgiChannel;

/**
 * Invokes an application with records whose method does nothing, and prints time and
 * bytes of an invocation and the number of its records.
 */
public final class ObservationRun {

	private static final int RECORDS = 1_000;

	private ObservationRun() {
	}

	/**
	 * Measures and prints.
	 * @param args the name of the observation, and the number of rounds
	 */
	public static void main(String[] args) {
		Observed observed = Observed.valueOf(args[0]);
		int rounds = Integer.parseInt(args[1]);
		byte[] event = SampleEvents.ofBytes(RECORDS, 100);
		try (LocalApplication application = LocalApplication.start(observed.application(),
				Map.of("spring.amgi.logging.mdc", observed == Observed.MDC))) {
			Rounds measured = Rounds.measure(rounds / 2, rounds, () -> application.invoke(event));
			Rounds allocated = Rounds.measure(0, rounds, () -> allocate(application, event));
			System.out.printf("%n%s %.0f %.0f%n", ObservationBenchmark.RESULT, measured.micros(0) * 1e3 / RECORDS,
					allocated.micros(0) * 1e3 / RECORDS);
		}
	}

	// In bytes.
	private static long allocate(LocalApplication application, byte[] event) {
		long before = Allocation.ofAllThreads();
		application.invoke(event);
		return Allocation.ofAllThreads() - before;
	}

	/**
	 * The observation of an application.
	 */
	enum Observed {

		/**
		 * Nothing, and no class of {@code micrometer-core}.
		 */
		ABSENT,

		/**
		 * Nothing, though {@code micrometer-core} is there.
		 */
		UNUSED,

		/**
		 * A registry that does nothing.
		 */
		NO_OP,

		/**
		 * Fields of log lines.
		 */
		MDC,

		/**
		 * Meters in memory.
		 */
		METERS;

		private Class<?> application() {
			return switch (this) {
				case ABSENT, UNUSED, MDC -> Application.class;
				case NO_OP -> NoOpApplication.class;
				case METERS -> MeteredApplication.class;
			};
		}

	}

	/**
	 * Handles bytes.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@AmgiChannel("orders")
		void handle(byte[] value) {
		}

	}

	/**
	 * Has a registry that does nothing.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import(Application.class)
	static class NoOpApplication {

		@Bean
		ObservationRegistry observations() {
			return ObservationRegistry.NOOP;
		}

	}

	/**
	 * Has meters.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@Import(Application.class)
	static class MeteredApplication {

		@Bean
		MeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

}
