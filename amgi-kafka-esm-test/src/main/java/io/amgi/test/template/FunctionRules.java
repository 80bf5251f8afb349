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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import io.amgi.autoconfigure.AmgiProperties;

/**
 * Checks of the function behind a mapping.
 */
final class FunctionRules {

	private static final String FUNCTION_INVOKER = "org.springframework.cloud.function.adapter.aws.FunctionInvoker";

	private static final long MAXIMUM_TIMEOUT = Duration.ofMinutes(14).toSeconds();

	private static final long DEFAULT_TIMEOUT = 3;

	// Runtimes that are too old for Java 17, or whose end AWS has set to 2026-06-30.
	private static final Set<String> ENDED_RUNTIMES = Set.of("java8", "java8.al2", "java8.al2023", "java11",
			"java11.al2023", "java17");

	private FunctionRules() {
	}

	static List<String> timeoutTooLong(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(timeout(deployment, 0) > MAXIMUM_TIMEOUT, "Timeout");
	}

	static List<String> deadlineMargin(MappingResource mapping, Deployment deployment) {
		String property = "spring.amgi.processing.deadline-margin";
		Duration margin = deployment.settings().properties().getProcessing().getDeadlineMargin();
		return RuleCheck.when(deployment.function().isJava() && deployment.settings().isKnown(property)
				&& Duration.ofSeconds(timeout(deployment, MAXIMUM_TIMEOUT)).compareTo(margin.multipliedBy(4)) < 0,
				"Timeout");
	}

	private static long timeout(Deployment deployment, long unknown) {
		return deployment.get("Timeout").numberOr(DEFAULT_TIMEOUT, unknown);
	}

	static List<String> invalidSettings(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(deployment.function().isJava() && deployment.settings().areInvalid(),
				"Environment.Variables");
	}

	static List<String> allowLists(MappingResource mapping, Deployment deployment) {
		AmgiProperties properties = deployment.settings().properties();
		List<String> broken = new ArrayList<>();
		String arns = "spring.amgi.allowed-event-source-arns";
		if (deployment.settings().isKnown(arns) && misses(properties.getAllowedEventSourceArns(), mapping)) {
			broken.add("Environment.Variables (%s)".formatted(arns));
		}
		String servers = "spring.amgi.outbound.allowed-bootstrap-servers";
		if (deployment.settings().isKnown(servers)
				&& missesServer(properties.getOutbound().getAllowedBootstrapServers(), mapping)) {
			broken.add("Environment.Variables (%s)".formatted(servers));
		}
		return broken;
	}

	private static boolean misses(List<String> allowed, MappingResource mapping) {
		String source = mapping.arn().isAbsent() ? "self-managed" : mapping.arn().text();
		return !allowed.isEmpty() && source != null && !allowed.contains(source);
	}

	private static boolean missesServer(List<String> allowed, MappingResource mapping) {
		List<Pattern> patterns = allowed.stream().map(FunctionRules::pattern).toList();
		return !patterns.isEmpty() && mapping.servers()
			.elements()
			.stream()
			.map(TemplateValue::text)
			.anyMatch((server) -> server != null
					&& patterns.stream().noneMatch((pattern) -> pattern.matcher(server).matches()));
	}

	private static Pattern pattern(String allowed) {
		String labels = Stream.of(allowed.trim().split("\\*", -1))
			.map(Pattern::quote)
			.collect(Collectors.joining("[^.:]+"));
		return Pattern.compile(allowed.matches(".*:\\d+") ? labels : labels + ":\\d+", Pattern.CASE_INSENSITIVE);
	}

	static List<String> noNetwork(MappingResource mapping, Deployment deployment) {
		boolean inNetwork = mapping.isManaged() || mapping.hasAccess("VPC_SUBNET");
		boolean sendsThere = deployment.sends()
				&& deployment.settings().isKnown("spring.amgi.outbound.bootstrap-servers")
				&& deployment.settings().properties().getOutbound().getBootstrapServers().isEmpty();
		return RuleCheck.when(inNetwork && sendsThere && deployment.get("VpcConfig").isAbsent(), "VpcConfig");
	}

	static List<String> handler(MappingResource mapping, Deployment deployment) {
		String handler = deployment.get("Handler").text();
		if (!deployment.function().isJava() || handler == null) {
			return RuleCheck.OK;
		}
		String name = handler.split("::", 2)[0];
		Class<?> type = name.equals(FUNCTION_INVOKER) ? RequestStreamHandler.class : deployment.load(name);
		return RuleCheck.when(type == null
				|| !(RequestStreamHandler.class.isAssignableFrom(type) || RequestHandler.class.isAssignableFrom(type)),
				"Handler");
	}

	static List<String> mainClass(MappingResource mapping, Deployment deployment) {
		TemplateValue mainClass = deployment.function().variables().get("MAIN_CLASS");
		String name = mainClass.text();
		boolean invoked = deployment.get("Handler").prefix().startsWith(FUNCTION_INVOKER);
		return RuleCheck.when(
				deployment.function().isJava() && invoked
						&& (mainClass.isAbsent() || (name != null && deployment.load(name) == null)),
				"Environment.Variables.MAIN_CLASS");
	}

	static List<String> runtime(MappingResource mapping, Deployment deployment) {
		String runtime = deployment.get("Runtime").text();
		return RuleCheck.when(deployment.function().isJava() && runtime != null && ENDED_RUNTIMES.contains(runtime),
				"Runtime");
	}

	static List<String> snapStart(MappingResource mapping, Deployment deployment) {
		return RuleCheck.when(deployment.get("SnapStart", "ApplyOn").isText("PublishedVersions") && mapping.latest(),
				"SnapStart");
	}

}
