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

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.amgi.autoconfigure.AmgiAutoConfiguration;
import io.amgi.protocol.NotCompletedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A registry behind TLS that asks clients for a certificate. The keys are generated for
 * the test.
 */
class RegistrySslTests {

	private static final String PASSWORD = "invented";

	private static final SchemaId ID = new SchemaId.Numeric(7);

	@TempDir
	private static Path keys;

	private static TestRegistry registry;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				AmgiAutoConfiguration.class))
		.withPropertyValues("spring.amgi.schema-registry.urls=" + registry.url(),
				"spring.amgi.schema-registry.timeout=2m");

	@BeforeAll
	static void start() throws Exception {
		createKey("server");
		createKey("client");
		createKey("stranger");
		registry = new TestRegistry((address) -> {
			HttpsServer server = HttpsServer.create(address, 0);
			server.setHttpsConfigurator(new MutualTls(sslContext()));
			return server;
		}).json("/schemas/ids/7", Map.of("schema", "\"string\""));
	}

	@AfterAll
	static void stop() {
		registry.close();
	}

	@Test
	void bundleHasTheCertificatesThatAreTrustedAndTheClientsOwn() {
		withBundle("server", "client")
			.run((context) -> assertThat(find(context.getBean(ConfluentSchemaRegistry.class))).isEqualTo("\"string\""));
	}

	@Test
	void certificateThatTheBundleDoesNotTrustIsRefused() {
		withBundle("stranger", "client")
			.run((context) -> assertRefused(context.getBean(ConfluentSchemaRegistry.class)));
	}

	@Test
	void clientThatTheRegistryDoesNotTrustIsRefused() {
		withBundle("server", "stranger")
			.run((context) -> assertRefused(context.getBean(ConfluentSchemaRegistry.class)));
	}

	@Test
	void certificateThatNobodyHasSignedIsRefusedWithoutABundle() {
		this.contextRunner.run((context) -> assertRefused(context.getBean(ConfluentSchemaRegistry.class)));
	}

	@Test
	void bundleThatDoesNotExistIsNamed() {
		this.contextRunner.withPropertyValues("spring.amgi.schema-registry.ssl.bundle=missing")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(NoSuchSslBundleException.class)
				.hasMessageContaining("missing"));
	}

	private ApplicationContextRunner withBundle(String trusted, String own) {
		return this.contextRunner.withPropertyValues("spring.amgi.schema-registry.ssl.bundle=registry",
				"spring.ssl.bundle.jks.registry.truststore.location=" + keyStore(trusted).toUri(),
				"spring.ssl.bundle.jks.registry.truststore.password=" + PASSWORD,
				"spring.ssl.bundle.jks.registry.keystore.location=" + keyStore(own).toUri(),
				"spring.ssl.bundle.jks.registry.keystore.password=" + PASSWORD);
	}

	private static String find(ConfluentSchemaRegistry client) {
		SchemaDefinition definition = client.find(ID);
		return (definition != null) ? definition.text() : null;
	}

	private static void assertRefused(ConfluentSchemaRegistry client) {
		assertThatExceptionOfType(NotCompletedException.class).isThrownBy(() -> client.find(ID))
			.withMessageStartingWith("The schema registry is unavailable: " + registry.url());
	}

	private static Path keyStore(String name) {
		return keys.resolve(name + ".p12");
	}

	private static void createKey(String name) throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:localhost",
				"-validity", "2", "-storetype", "PKCS12", "-keystore", keyStore(name).toString(), "-storepass",
				PASSWORD)
			.redirectErrorStream(true)
			.start();
		String output = new String(keytool.getInputStream().readAllBytes());
		assertThat(keytool.waitFor()).as(output).isZero();
	}

	private static SSLContext sslContext() throws IOException {
		try {
			KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keyManagers.init(load("server"), PASSWORD.toCharArray());
			KeyStore trusted = KeyStore.getInstance("PKCS12");
			trusted.load(null, null);
			trusted.setCertificateEntry("client", load("client").getCertificate("client"));
			TrustManagerFactory trustManagers = TrustManagerFactory
				.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trustManagers.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
			return context;
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
	}

	private static KeyStore load(String name) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(keyStore(name))) {
			store.load(file, PASSWORD.toCharArray());
		}
		return store;
	}

	private static final class MutualTls extends HttpsConfigurator {

		MutualTls(SSLContext context) {
			super(context);
		}

		@Override
		public void configure(HttpsParameters parameters) {
			SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
			ssl.setNeedClientAuth(true);
			parameters.setSSLParameters(ssl);
		}

	}

}
