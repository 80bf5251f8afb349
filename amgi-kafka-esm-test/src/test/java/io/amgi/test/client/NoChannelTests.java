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

package io.amgi.test.client;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;

import io.amgi.test.AmgiChannelTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

class NoChannelTests {

	@Test
	void classWithoutChannelMethodsFailsTheTest() {
		assertFails(OfAudit.class, "@AmgiChannelTest finds no channel: " + Audit.class.getName()
				+ " has no method annotated with @AmgiChannel");
	}

	@Test
	void classThatTheScanDoesNotFindFailsTheTest() {
		assertFails(OfUnknown.class,
				"@AmgiChannelTest finds no channel: " + Unknown.class.getName()
						+ " is no bean: the application's component scan does not find it; annotate it with @Component "
						+ "in a package that is scanned, or import it with @Import");
	}

	@Test
	void applicationWithoutChannelsFailsTheTest() {
		assertFails(OfNothing.class,
				"@AmgiChannelTest finds no channel: no component that the application's component scan finds has a "
						+ "method annotated with @AmgiChannel; import what is no component of it with @Import");
	}

	@Test
	void classesWithChannelsDoNot() {
		assertThat(context(OfOrders.class).getApplicationContext().getBeanProvider(Orders.class).stream()).hasSize(1);
	}

	private static void assertFails(Class<?> testClass, String message) {
		assertThatException().isThrownBy(() -> context(testClass).getApplicationContext())
			.havingRootCause()
			.isInstanceOf(IllegalStateException.class)
			.withMessage(message);
	}

	private static TestContext context(Class<?> testClass) {
		return new TestContextManager(testClass).getTestContext();
	}

	@AmgiChannelTest(Audit.class)
	static class OfAudit {

	}

	@AmgiChannelTest(Unknown.class)
	static class OfUnknown {

	}

	@AmgiChannelTest({ Audit.class, Orders.class })
	static class OfOrders {

	}

	@AmgiChannelTest
	@ContextConfiguration(classes = Unknown.class)
	static class OfNothing {

	}

	static class Unknown {

	}

}
