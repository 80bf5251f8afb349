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
