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

package io.amgi.architecture;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/**
 * The classes that a package and its subpackages may use, besides their own and the
 * JDK's.
 */
enum PackageRule {

	PROTOCOL,

	INTERNAL("org.apache.commons.logging"),

	LIFESPAN(Uses.SPRING, "io.amgi.protocol", "io.amgi.internal"),

	SERVER(Uses.SPRING, "io.amgi.protocol", "io.amgi.internal"),

	ESM(Uses.SPRING, "io.amgi.server", "io.amgi.esm.event", "io.amgi.protocol", "io.amgi.internal",
			"tools.jackson.core..", "com.amazonaws.services.lambda.runtime.Context"),

	ESM_EVENT("io.amgi.server.InboundRecord", "io.amgi.server.TopicPartition", "io.amgi.protocol", "io.amgi.internal",
			"org.springframework.util"),

	CHANNEL(Uses.SPRING, "io.amgi.protocol", Uses.MESSAGING),

	HANDLER(Uses.SPRING, "io.amgi.channel", "io.amgi.sender", "io.amgi.protocol", "io.amgi.internal", Uses.MESSAGING,
			"org.reactivestreams..", "reactor.core..", "reactor.adapter..", "jakarta.validation.."),

	RETRY(Uses.SPRING, "io.amgi.protocol", "io.amgi.handler.ChannelInterceptor", "io.amgi.handler.ChannelCall",
			"io.amgi.handler.ChannelDescriptor", "io.amgi.handler.Interception", "io.amgi.internal"),

	SENDER(Uses.SPRING, "io.amgi.protocol", "io.amgi.internal", Uses.MESSAGING),

	IDEMPOTENCY(Uses.SPRING, "io.amgi.channel", "io.amgi.handler", "io.amgi.protocol", "io.amgi.internal",
			Uses.MESSAGING, "org.springframework.expression..", "org.springframework.dao..",
			"org.springframework.jdbc..", "org.springframework.transaction..", "javax.sql", "software.amazon.awssdk.."),

	KAFKA(Uses.SPRING, "io.amgi.protocol", "io.amgi.handler.AmgiChannelConfigurer", "io.amgi.handler.BatchType",
			"io.amgi.handler.ChannelArgumentException", "io.amgi.handler.ChannelMessage",
			"io.amgi.handler.ChannelProtocol", "io.amgi.handler.PayloadMessage", "jakarta.validation.valueextraction",
			"io.amgi.sender.OutboundConversionException", "io.amgi.sender.OutboundEnvelope",
			"io.amgi.sender.PayloadRole", "io.amgi.server", "io.amgi.internal", Uses.MESSAGING,
			"org.springframework.kafka..", "org.apache.kafka.."),

	CONSUMER(Uses.SPRING, "io.amgi.server", "io.amgi.kafka", "io.amgi.protocol", "io.amgi.internal",
			"org.springframework.kafka..", "org.apache.kafka.."),

	REDRIVE(Uses.SPRING, "io.amgi.server", "io.amgi.kafka", "io.amgi.protocol", "io.amgi.internal",
			"org.springframework.kafka..", "org.apache.kafka.."),

	PAYLOAD(Uses.SPRING, "io.amgi.protocol", "io.amgi.sender", "io.amgi.handler.AmgiChannelConfigurer",
			"io.amgi.handler.ChannelArgumentException", "io.amgi.handler.NullPayloadException",
			"io.amgi.handler.PayloadMessage", "io.amgi.handler.PayloadSchema", Uses.MESSAGING, "tools.jackson..",
			"org.apache.avro..", "com.google.protobuf..", "org.apache.kafka.common..", "software.amazon.awssdk..",
			"javax.net.ssl"),

	LAMBDA(Uses.SPRING, "io.amgi.protocol", "io.amgi.internal", "io.amgi.esm", "io.amgi.lifespan",
			"io.amgi.handler.AmgiChannelConfigurer", "io.amgi.handler.ChannelArgumentException",
			"io.amgi.handler.ChannelMessage", "com.amazonaws.services.lambda.runtime..",
			"org.springframework.cloud.function..", "io.opentelemetry.sdk.common", "tools.jackson.core..",
			Uses.MESSAGING),

	OBSERVATION(Uses.SPRING, "io.amgi.protocol", "io.amgi.internal", "io.amgi.server", "io.amgi.channel.ChannelAddress",
			"io.amgi.handler.ChannelCall", "io.amgi.handler.ChannelDescriptor", "io.amgi.handler.ChannelInterceptor",
			"io.amgi.handler.ChannelMessage", "io.amgi.handler.Interception", "io.micrometer..", "org.slf4j",
			"tools.jackson..");

	private final List<String> uses;

	PackageRule(String... uses) {
		this.uses = List.of(uses);
	}

	PackageRule(List<String> uses, String... others) {
		this.uses = Stream.concat(uses.stream(), Stream.of(others)).toList();
	}

	ArchRule in(String root) {
		return ArchRuleDefinition.classes()
			.that(classesIn(root))
			.should()
			.onlyDependOnClassesThat(allowed(root))
			.allowEmptyShould(true)
			.as("classes in %s should only use %s".formatted(name(root), this.uses));
	}

	DescribedPredicate<JavaClass> classesIn(String root) {
		DescribedPredicate<JavaClass> own = JavaClass.Predicates.resideInAPackage(name(root) + "..");
		return (this == ESM) ? own.and(DescribedPredicate.not(ESM_EVENT.classesIn(root))) : own;
	}

	private DescribedPredicate<JavaClass> allowed(String root) {
		DescribedPredicate<JavaClass> allowed = classesIn(root)
			.or(JavaClass.Predicates.resideInAnyPackage("java..", "org.jspecify.annotations"));
		for (String use : this.uses) {
			allowed = allowed.or(use(use));
		}
		return allowed;
	}

	// Matches a package, or one class of it.
	private static DescribedPredicate<? super JavaClass> use(String name) {
		boolean isClass = name.matches(".*\\.[A-Z]\\w*");
		return isClass ? HasName.Predicates.nameMatching(name.replace(".", "\\.") + "(\\$.*)?")
				: JavaClass.Predicates.resideInAPackage(name);
	}

	private String name(String root) {
		return root + "." + name().toLowerCase(Locale.ROOT).replace('_', '.');
	}

	/**
	 * Packages that several rules allow.
	 */
	private static final class Uses {

		static final List<String> SPRING = List.of("org.apache.commons.logging..", "org.springframework.aop..",
				"org.springframework.beans..", "org.springframework.context..", "org.springframework.core..",
				"org.springframework.stereotype..", "org.springframework.util..", "org.springframework.validation..");

		static final String MESSAGING = "org.springframework.messaging..";

	}

}
