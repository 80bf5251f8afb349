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

package io.amgi.autoconfigure;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;
import software.amazon.awssdk.services.glue.GlueClient;

import io.amgi.payload.ClassPathSchemaSource;
import io.amgi.payload.ConfluentSchemaRegistry;
import io.amgi.payload.GlueSchemaRegistry;
import io.amgi.payload.RegistryCredentials;
import io.amgi.payload.SchemaRegistry;
import io.amgi.payload.SchemaSource;
import io.amgi.payload.SubjectNameStrategy;
import io.amgi.payload.WriterSchemas;

/**
 * Sources of the schemas of Avro and Protobuf.
 */
@Configuration(proxyBeanMethods = false)
class SchemaConfiguration {

	private static final String REGISTRY_ACTION = "set 'spring.amgi.schema-registry.urls', or add "
			+ "'software.amazon.awssdk:glue' for AWS Glue";

	@Bean
	@ConditionalOnMissingBean
	WriterSchemas amgiWriterSchemas(ObjectProvider<SchemaSource> sources, ObjectProvider<SchemaRegistry> registries,
			ObjectProvider<SubjectNameStrategy> subjects) {
		return new WriterSchemas(sources.orderedStream().toList(), registries.orderedStream().findFirst().orElse(null),
				subjects.getIfUnique(), REGISTRY_ACTION);
	}

	/**
	 * Schemas on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	@Order(1)
	static class ClassPathSchemas {

		@Bean
		@ConditionalOnMissingBean
		ClassPathSchemaSource amgiClassPathSchemaSource(ResourceLoader resourceLoader) {
			ClassLoader classLoader = resourceLoader.getClassLoader();
			return new ClassPathSchemaSource(
					(classLoader != null) ? classLoader : ClassPathSchemaSource.class.getClassLoader());
		}

	}

	/**
	 * A registry with Confluent's API.
	 */
	@Configuration(proxyBeanMethods = false)
	@Conditional(OnSchemaRegistryUrlsCondition.class)
	@Order(2)
	static class Confluent {

		@Bean
		@ConditionalOnMissingBean
		ConfluentSchemaRegistry amgiConfluentSchemaRegistry(AmgiProperties properties, Environment environment,
				ObjectProvider<SslBundles> sslBundles) {
			AmgiProperties.SchemaRegistry registry = properties.getSchemaRegistry();
			List<URI> urls = registry.getUrls().isEmpty() ? kafkaUrls(environment) : registry.getUrls();
			return new ConfluentSchemaRegistry(urls,
					new RegistryCredentials(registry.getUsername(), registry.getPassword(), registry.getBearerToken()),
					sslSocketFactory(registry.getSsl().getBundle(), sslBundles), registry.getTimeout());
		}

		private static List<URI> kafkaUrls(Environment environment) {
			String urls = environment.getProperty(OnSchemaRegistryUrlsCondition.KAFKA_URL);
			return StringUtils.commaDelimitedListToSet(urls).stream().map(String::trim).map(URI::create).toList();
		}

		private static Supplier<@Nullable SSLSocketFactory> sslSocketFactory(@Nullable String name,
				ObjectProvider<SslBundles> sslBundles) {
			if (name == null) {
				return () -> null;
			}
			SslBundle bundle = sslBundles.getObject().getBundle(name);
			return () -> bundle.createSslContext().getSocketFactory();
		}

	}

	/**
	 * AWS Glue.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(GlueClient.class)
	@Order(3)
	static class Glue {

		@Bean
		@ConditionalOnMissingBean
		GlueSchemaRegistry amgiGlueSchemaRegistry(ObjectProvider<GlueClient> client, AmgiProperties properties) {
			AmgiProperties.SchemaRegistry registry = properties.getSchemaRegistry();
			return new GlueSchemaRegistry(() -> client.getIfAvailable(() -> GlueClient.builder()
				.overrideConfiguration((override) -> override.apiCallTimeout(registry.getTimeout()))
				.build()), registry.getGlue().getRegistryName());
		}

	}

}
