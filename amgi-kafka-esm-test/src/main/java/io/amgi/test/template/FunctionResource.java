package io.amgi.test.template;

import java.util.List;
import java.util.Locale;

/**
 * A function of a template, in CloudFormation's shape.
 *
 * @param id the name in the template
 * @param properties the properties, under CloudFormation's names
 * @param mappings its Kafka mappings
 * @param permissions what its role allows
 */
record FunctionResource(String id, TemplateValue properties, List<MappingResource> mappings, Permissions permissions) {

	boolean isJava() {
		String runtime = this.properties.get("Runtime").text();
		return runtime != null && runtime.toLowerCase(Locale.ROOT).startsWith("java");
	}

	TemplateValue variables() {
		return this.properties.get("Environment", "Variables");
	}

}
