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

package io.amgi.test.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import org.springframework.util.Assert;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The real runtime client on the class path of this JVM, which a managed runtime has on
 * its own class path.
 */
final class RuntimeClient {

	static final String MAIN_CLASS = AWSLambda.class.getName();

	static final String NATIVE_LIBRARY_PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

	private RuntimeClient() {
	}

	static List<String> jars() {
		return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
			.map(RuntimeClient::location)
			.distinct()
			.toList();
	}

	private static String location(Class<?> type) {
		CodeSource source = type.getProtectionDomain().getCodeSource();
		Assert.state(source != null, () -> "%s comes from no file".formatted(type));
		try {
			return Path.of(source.getLocation().toURI()).toString();
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String nativeLibraryArgument(Path directory) {
		// Without this property, the client unpacks the library to a fixed path in /tmp,
		// where processes that start at the same time find each other's unfinished files.
		Path library = directory.resolve("libaws-lambda-jni.so");
		try (InputStream in = AWSLambda.class
			.getResourceAsStream("/jni/libaws-lambda-jni.%s.so".formatted(platform()))) {
			Assert.state(in != null, "The runtime client has no native library for " + platform());
			Files.copy(in, library);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return "-D%s=%s".formatted(NATIVE_LIBRARY_PROPERTY, library);
	}

	private static String platform() {
		String system = System.getProperty("os.name");
		Assert.state(system.equals("Linux"), () -> "The runtime client runs on Linux only, not on " + system);
		String architecture = System.getProperty("os.arch");
		return (architecture.equals("aarch64")) ? libc("aarch64") + "-aarch_64" : libc("x86_64") + "-x86_64";
	}

	private static String libc(String architecture) {
		boolean musl = Files.exists(Path.of("/lib/ld-musl-%s.so.1".formatted(architecture)))
				&& Files.notExists(Path.of("/lib64"));
		return (musl) ? "linux_musl" : "linux";
	}

}
