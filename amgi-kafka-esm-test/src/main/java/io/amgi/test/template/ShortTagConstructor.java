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

import java.util.Collections;
import java.util.Map;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads CloudFormation's short tags as the maps that they abbreviate: {@code !Ref A} is
 * {@code {Ref: A}}, {@code !Sub a} is {@code {Fn::Sub: a}}. Tags never create objects.
 */
final class ShortTagConstructor extends SafeConstructor {

	ShortTagConstructor(LoaderOptions options) {
		super(options);
		this.yamlMultiConstructors.put("!", new ShortTag());
	}

	private static String longName(String tag) {
		return (tag.equals("Ref") || tag.equals("Condition")) ? tag : "Fn::" + tag;
	}

	private final class ShortTag extends AbstractConstruct {

		@Override
		public Map<String, Object> construct(Node node) {
			return Collections.singletonMap(longName(node.getTag().getValue().substring(1)), argument(node));
		}

		private Object argument(Node node) {
			if (node instanceof SequenceNode sequence) {
				return constructSequence(sequence);
			}
			return (node instanceof MappingNode mapping) ? constructMapping(mapping) : ((ScalarNode) node).getValue();
		}

	}

}
