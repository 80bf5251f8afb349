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

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.support.SpringApplicationJsonEnvironmentPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.amgi.autoconfigure.AmgiProperties;
import io.amgi.esm.OnNack;
import io.amgi.server.AfterFailure;
import io.amgi.server.DeadLetterOn;
import io.amgi.server.Ordering;

/**
 * The application's settings as the deployed function has them: those of the context,
 * overridden by the function's environment variables, JSON and profiles among them.
 */
final class FunctionSettings {

	// Variables that can override any setting.
	private static final Set<String> DECISIVE = Set.of("SPRINGAPPLICATIONJSON", "SPRINGPROFILESACTIVE",
			"SPRINGPROFILESINCLUDE", "SPRINGCONFIGLOCATION", "SPRINGCONFIGADDITIONALLOCATION", "SPRINGCONFIGIMPORT");

	private final Map<String, Object> variables = new LinkedHashMap<>();

	private final Set<String> unknown = new HashSet<>();

	private final boolean anyUnknown;

	private final ConfigurableEnvironment environment = new StandardEnvironment();

	private final @Nullable AmgiProperties properties;

	private FunctionSettings(TemplateValue template, ApplicationContext context) {
		template.entries().forEach((name, value) -> {
			String text = value.text();
			if (text != null) {
				this.variables.put(name, text);
			}
			else if (!value.isAbsent()) {
				this.unknown.add(canonical(name));
			}
		});
		this.anyUnknown = template.isOpen() || this.unknown.stream().anyMatch(DECISIVE::contains);
		this.properties = bind(context);
	}

	static FunctionSettings of(TemplateValue variables, ApplicationContext context) {
		return new FunctionSettings(variables, context);
	}

	private @Nullable AmgiProperties bind(ApplicationContext context) {
		try {
			prepare(context);
			return Binder.get(this.environment).bindOrCreate("spring.amgi", AmgiProperties.class);
		}
		catch (BindException | IllegalStateException | IllegalArgumentException ex) {
			return null;
		}
	}

	private void prepare(ApplicationContext context) {
		MutablePropertySources sources = this.environment.getPropertySources();
		sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		sources.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						this.variables));
		new SpringApplicationJsonEnvironmentPostProcessor().postProcessEnvironment(this.environment,
				new SpringApplication());
		boolean reload = this.variables.keySet().stream().map(FunctionSettings::canonical).anyMatch(DECISIVE::contains);
		ConfigurableEnvironment own = (ConfigurableEnvironment) context.getEnvironment();
		own.getPropertySources().forEach((source) -> {
			if (!source.getName().equals("configurationProperties") && !(reload && isConfigData(source))) {
				sources.addLast(copy(source));
			}
		});
		if (reload) {
			ConfigDataEnvironmentPostProcessor.applyTo(this.environment, context, null, own.getActiveProfiles());
		}
		ConfigurationPropertySources.attach(this.environment);
	}

	private static boolean isConfigData(PropertySource<?> source) {
		return source.getName().startsWith("Config resource ");
	}

	// Keeps the machine's own variables under a different name than the function's.
	private static PropertySource<?> copy(PropertySource<?> source) {
		return (source instanceof SystemEnvironmentPropertySource variables)
				? new SystemEnvironmentPropertySource("context-" + source.getName(), variables.getSource()) : source;
	}

	private static String canonical(String name) {
		return name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
	}

	/**
	 * Returns whether the settings fail the function's start-up.
	 * @return whether they cannot be bound
	 */
	boolean areInvalid() {
		return this.properties == null && !this.anyUnknown;
	}

	boolean isKnown(String property) {
		String name = canonical(property);
		return this.properties != null && !this.anyUnknown
				&& this.unknown.stream().noneMatch((variable) -> variable.startsWith(name));
	}

	AmgiProperties properties() {
		return (this.properties != null) ? this.properties : new AmgiProperties();
	}

	@Nullable String property(String name) {
		return isKnown(name) ? Binder.get(this.environment).bind(name, String.class).orElse(null) : null;
	}

	boolean isOnNack(OnNack onNack) {
		return isKnown("spring.amgi.on-nack") && properties().getOnNack() == onNack;
	}

	/**
	 * Returns whether nacked records make Lambda deliver again for certain: they are
	 * neither only logged nor all published to a dead letter topic.
	 * @return whether they do
	 */
	boolean redelivers() {
		return !isOnNack(OnNack.LOG) && isKnown("spring.amgi.on-nack") && isKnown("spring.amgi.dead-letter")
				&& !(properties().getDeadLetter().isEnabled()
						&& properties().getDeadLetter().getOn() == DeadLetterOn.ALL);
	}

	/**
	 * Returns whether records behind a failed one are nacked unattempted for certain.
	 * @return whether they are
	 */
	boolean stopsAfterFailure() {
		if (!isKnown("spring.amgi.processing.after-failure") || !isKnown("spring.amgi.processing.ordering")) {
			return false;
		}
		AfterFailure afterFailure = properties().getProcessing().getAfterFailure();
		return (afterFailure != null) ? afterFailure == AfterFailure.STOP
				: isOnNack(OnNack.REPORT) && properties().getProcessing().getOrdering() != Ordering.UNORDERED;
	}

}
