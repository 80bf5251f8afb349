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

package io.amgi.tests.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import io.amgi.test.KafkaEvents;
import io.amgi.test.lambda.LambdaRuntimeEmulator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Follows the recipe of docs/performance.md, which needs JDK 25.
 */
@EnabledForJreRange(min = JRE.JAVA_25)
class ContainerRecipeIT {

	@Test
	void eventIsHandledByClassesOfTheCache(@TempDir Path image, @TempDir Path logs)
			throws IOException, InterruptedException {
		Recipe recipe = Recipe.of(Path.of("../../docs/performance.md"), Application.class);
		recipe.build(Path.of(""), image);
		Path log = logs.resolve("classes.log");
		// The JVM ends if it cannot use the cache.
		try (LambdaRuntimeEmulator lambda = recipe.emulator(image)
			.jvmArguments("-XX:AOTMode=on", "-Xlog:class+load:file=" + log)
			.start()) {
			assertThat(lambda.invoke(KafkaEvents.msk().record("notes", new Application.Note("Ring twice")).toBytes())
				.text()).isEqualTo("{\"batchItemFailures\":[]}");
		}
		assertThat(Files.readString(log))
			.containsPattern("io\\.amgi\\.tests\\.container\\.Application source: shared objects file")
			.containsPattern("FunctionInvoker source: shared objects file")
			.containsPattern("KafkaProducer source: shared objects file");
	}

}
