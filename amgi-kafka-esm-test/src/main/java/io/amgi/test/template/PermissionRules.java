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

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks of the permissions of the function's role. Lambda polls with that role.
 */
final class PermissionRules {

	private static final List<String> NETWORK = List.of("ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces",
			"ec2:DescribeVpcs", "ec2:DeleteNetworkInterface", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups");

	private static final List<String> READ_BY_IAM = List.of("kafka-cluster:Connect", "kafka-cluster:DescribeGroup",
			"kafka-cluster:AlterGroup", "kafka-cluster:DescribeTopic", "kafka-cluster:ReadData",
			"kafka-cluster:DescribeClusterDynamicConfiguration");

	private static final String WRITE_BY_IAM = "kafka-cluster:WriteData";

	private PermissionRules() {
	}

	static List<String> missingActions(MappingResource mapping, Deployment deployment) {
		Permissions permissions = deployment.function().permissions();
		Set<String> needed = new LinkedHashSet<>();
		if (mapping.isManaged()) {
			needed.add("kafka:GetBootstrapBrokers");
			needed
				.add(permissions.denies("kafka:DescribeCluster") ? "kafka:DescribeClusterV2" : "kafka:DescribeCluster");
		}
		if (mapping.isManaged() || mapping.hasAccess("VPC_SUBNET")) {
			needed.addAll(NETWORK);
		}
		addAccess(mapping, deployment, needed);
		addDestination(mapping, deployment, needed);
		return needed.stream().filter(permissions::denies).map("Policies (%s)"::formatted).toList();
	}

	private static void addAccess(MappingResource mapping, Deployment deployment, Set<String> needed) {
		boolean secret = List
			.of("SASL_SCRAM_512_AUTH", "SASL_SCRAM_256_AUTH", "BASIC_AUTH", "CLIENT_CERTIFICATE_TLS_AUTH",
					"SERVER_ROOT_CA_CERTIFICATE")
			.stream()
			.anyMatch(mapping::hasAccess);
		if (secret) {
			needed.add("secretsmanager:GetSecretValue");
		}
		else if (mapping.isManaged() && deployment.usesIam()) {
			needed.addAll(READ_BY_IAM);
			needed.addAll(deployment.sends() ? List.of(WRITE_BY_IAM) : List.of());
		}
	}

	private static void addDestination(MappingResource mapping, Deployment deployment, Set<String> needed) {
		String destination = mapping.destination().prefix();
		if (destination.startsWith("kafka://") && mapping.isManaged() && deployment.usesIam()) {
			needed.add(WRITE_BY_IAM);
		}
		if (destination.startsWith("arn:aws:sqs:")) {
			needed.add("sqs:SendMessage");
		}
		if (destination.startsWith("arn:aws:sns:")) {
			needed.add("sns:Publish");
		}
		if (destination.startsWith("arn:aws:s3:")) {
			needed.add("s3:PutObject");
			needed.add("s3:ListBucket");
		}
	}

}
