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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects the permissions of a role's policies. A policy that it cannot read makes them
 * incomplete, and then no permission is reported as missing.
 */
final class PermissionsCollector {

	private final List<String> actions = new ArrayList<>();

	private boolean complete = true;

	static Permissions ofRole(String role, Map<String, TemplateValue> resources) {
		TemplateValue properties = resources.getOrDefault(role, TemplateValue.UNKNOWN).get("Properties");
		PermissionsCollector collector = new PermissionsCollector();
		collector.addManaged(properties.get("ManagedPolicyArns"));
		collector.addInline(properties.get("Policies"));
		resources.values()
			.stream()
			.filter((resource) -> resource.get("Type").prefix().matches("AWS::IAM::(Role|Managed)?Policy"))
			.filter((policy) -> policy.get("Properties", "Roles")
				.elements()
				.stream()
				.anyMatch((attached) -> role.equals(attached.reference())))
			.forEach((policy) -> collector.addDocument(policy.get("Properties", "PolicyDocument")));
		return collector.permissions();
	}

	/**
	 * Collects the permissions of the role that SAM generates.
	 * @param policies the function's policies
	 * @param mappings the function's Kafka mappings
	 * @return the permissions
	 */
	static Permissions ofGeneratedRole(TemplateValue policies, List<MappingResource> mappings) {
		PermissionsCollector collector = new PermissionsCollector();
		collector.actions.add("logs:*");
		mappings.forEach(collector::addGenerated);
		collector.requireKnown(policies);
		policies.elements().forEach(collector::addSamPolicy);
		return collector.permissions();
	}

	// As SAM's translator does, see samtranslator/model/eventsources/pull.py.
	private void addGenerated(MappingResource mapping) {
		if (mapping.isManaged()) {
			this.actions.addAll(ManagedPolicy.AWS_LAMBDA_MSK_EXECUTION_ROLE.actions());
		}
		if (!mapping.isManaged() || mapping.hasAccess("CLIENT_CERTIFICATE_TLS_AUTH")) {
			this.actions.add("secretsmanager:GetSecretValue");
		}
		if (!mapping.isManaged() && mapping.hasAccess("VPC_SUBNET")) {
			this.actions.add("ec2:*");
		}
		if (mapping.get("DestinationConfig", "OnFailure", "Type").isPresent()) {
			this.actions.addAll(List.of("sqs:SendMessage", "sns:Publish", "s3:PutObject", "s3:ListBucket"));
		}
	}

	private void addSamPolicy(TemplateValue policy) {
		if (policy.get("Statement").isPresent()) {
			addDocument(policy);
			return;
		}
		addManagedPolicy(policy);
	}

	private void addManaged(TemplateValue arns) {
		requireKnown(arns);
		arns.elements().forEach(this::addManagedPolicy);
	}

	private void addManagedPolicy(TemplateValue policy) {
		Optional<ManagedPolicy> known = ManagedPolicy.find(policy.suffix());
		known.ifPresentOrElse((managed) -> this.actions.addAll(managed.actions()), () -> this.complete = false);
	}

	private void addInline(TemplateValue policies) {
		requireKnown(policies);
		policies.elements().forEach((policy) -> addDocument(policy.get("PolicyDocument")));
	}

	private void addDocument(TemplateValue document) {
		TemplateValue statements = document.get("Statement");
		requireKnown(document);
		requireKnown(statements);
		statements.elements().forEach(this::addStatement);
	}

	private void addStatement(TemplateValue statement) {
		TemplateValue allowed = statement.get("Action");
		if (!statement.get("Effect").isText("Allow") || !allowed.isKnown()) {
			this.complete = false;
			return;
		}
		for (TemplateValue action : allowed.elements()) {
			requireKnown(action);
			this.actions.add(action.prefix());
		}
	}

	private void requireKnown(TemplateValue value) {
		this.complete &= !value.isOpen();
	}

	private Permissions permissions() {
		return new Permissions(this.complete, List.copyOf(this.actions));
	}

}
