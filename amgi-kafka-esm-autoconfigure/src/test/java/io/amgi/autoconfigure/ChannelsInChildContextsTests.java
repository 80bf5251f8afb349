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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import io.amgi.channel.AmgiChannel;
import io.amgi.protocol.AmgiApplication;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ChannelsInChildContextsTests {

	private static final String WARNING = "Ignored @AmgiChannel methods of [orders]: their context is a child";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmgiAutoConfiguration.class));

	@Test
	void channelsOfAChildContextAreWarnedOf(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			refreshChild(context, Orders.class);
			assertThat(output).containsOnlyOnce(WARNING);
		});
	}

	@Test
	void childContextWithoutChannelsIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.withBean("orders", Orders.class).run((context) -> {
			refreshChild(context, String.class);
			assertThat(output).doesNotContain("Ignored @AmgiChannel");
		});
	}

	@Test
	void childContextWithAnApplicationOfItsOwnIsNotWarnedOf(CapturedOutput output) {
		this.contextRunner.run((context) -> {
			try (GenericApplicationContext child = new GenericApplicationContext(context)) {
				child.registerBean("orders", Orders.class);
				child.registerBean(AmgiApplication.class, () -> (scope, receive, send) -> {
				});
				child.refresh();
			}
			assertThat(output).doesNotContain("Ignored @AmgiChannel");
		});
	}

	private static void refreshChild(ApplicationContext parent, Class<?> bean) {
		try (GenericApplicationContext child = new GenericApplicationContext(parent)) {
			child.registerBean("orders", bean);
			child.refresh();
		}
	}

	static class Orders {

		@AmgiChannel("orders")
		void placed(String order) {
		}

	}

}
