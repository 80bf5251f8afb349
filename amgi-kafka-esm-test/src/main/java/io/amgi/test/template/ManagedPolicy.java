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

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS's managed policies that functions behind Kafka mappings have, as of AWS's managed
 * policy reference.
 */
enum ManagedPolicy {

	AWS_LAMBDA_BASIC_EXECUTION_ROLE("AWSLambdaBasicExecutionRole", "logs:*"),

	AWS_LAMBDA_VPC_ACCESS_EXECUTION_ROLE("AWSLambdaVPCAccessExecutionRole", "logs:*", "ec2:CreateNetworkInterface",
			"ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
			"ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses"),

	AWS_LAMBDA_MSK_EXECUTION_ROLE("AWSLambdaMSKExecutionRole", "logs:*", "kafka:DescribeCluster",
			"kafka:DescribeClusterV2", "kafka:GetBootstrapBrokers", "ec2:CreateNetworkInterface",
			"ec2:DescribeNetworkInterfaces", "ec2:DescribeVpcs", "ec2:DeleteNetworkInterface", "ec2:DescribeSubnets",
			"ec2:DescribeSecurityGroups"),

	AWS_XRAY_DAEMON_WRITE_ACCESS("AWSXRayDaemonWriteAccess", "xray:*"),

	AWS_XRAY_WRITE_ONLY_ACCESS("AWSXrayWriteOnlyAccess", "xray:*");

	private final String policyName;

	private final List<String> actions;

	ManagedPolicy(String policyName, String... actions) {
		this.policyName = policyName;
		this.actions = List.of(actions);
	}

	List<String> actions() {
		return this.actions;
	}

	/**
	 * Finds the policy of a name or ARN.
	 * @param text the name or ARN
	 * @return the policy, empty for any other
	 */
	static Optional<ManagedPolicy> find(String text) {
		return Stream.of(values())
			.filter((policy) -> text.equals(policy.policyName) || text.endsWith("/" + policy.policyName))
			.findFirst();
	}

}
