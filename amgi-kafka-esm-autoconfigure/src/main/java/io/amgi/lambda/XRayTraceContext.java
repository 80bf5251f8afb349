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

package io.amgi.lambda;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.amazonaws.services.lambda.runtime.Context;
import org.jspecify.annotations.Nullable;

/**
 * Reads the trace context that Lambda gives an invocation in X-Ray's header, in the
 * fields of W3C's and B3's propagation.
 */
public final class XRayTraceContext {

	/**
	 * The system property in which the runtime client hands X-Ray's header on.
	 */
	static final String PROPERTY = "com.amazonaws.xray.traceHeader";

	private static final Pattern ROOT = Pattern.compile("(?:^|;)\\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?=;|$)");

	private static final Pattern PARENT = Pattern.compile("(?:^|;)\\s*Parent=([0-9a-f]{16})(?=;|$)");

	private static final Pattern SAMPLED = Pattern.compile("(?:^|;)\\s*Sampled=1(?=;|$)");

	private XRayTraceContext() {
	}

	/**
	 * Returns the trace context of an invocation.
	 * @param context the context of the invocation, or {@code null} without Lambda
	 * @return the fields {@code traceparent} and {@code b3}, empty without a trace
	 */
	public static Map<String, String> of(@Nullable Context context) {
		String header = (context != null) ? context.getXrayTraceId() : null;
		String found = (header != null && !header.isEmpty()) ? header : System.getProperty(PROPERTY);
		return (found != null) ? parse(found) : Map.of();
	}

	private static Map<String, String> parse(String header) {
		Matcher root = ROOT.matcher(header);
		Matcher parent = PARENT.matcher(header);
		if (!root.find() || !parent.find()) {
			return Map.of();
		}
		String traceId = root.group(1) + root.group(2);
		String sampled = SAMPLED.matcher(header).find() ? "1" : "0";
		Map<String, String> fields = new HashMap<>();
		fields.put("traceparent", "00-%s-%s-0%s".formatted(traceId, parent.group(1), sampled));
		fields.put("b3", "%s-%s-%s".formatted(traceId, parent.group(1), sampled));
		return fields;
	}

}
