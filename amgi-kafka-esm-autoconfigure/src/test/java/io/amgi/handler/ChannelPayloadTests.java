package io.amgi.handler;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.messaging.handler.annotation.Payload;

import io.amgi.channel.AmgiChannel;

class ChannelPayloadTests {

	private final ChannelRunner runner = new ChannelRunner();

	@Test
	void jsonBecomesARecord() {
		this.runner.assertHandled(ChannelRunner.RecordHandler.class, ChannelRunner.ORDER,
				new ChannelRunner.Order("a", 2));
	}

	@Test
	void jsonBecomesAGenericType() {
		this.runner.assertHandled(ListHandler.class, ChannelRunner.orders("[{\"id\":\"a\",\"items\":2}]"),
				List.of(new ChannelRunner.Order("a", 2)));
	}

	@Test
	void textStaysAsItIs() {
		this.runner.assertHandled(TextHandler.class, ChannelRunner.orders("\"größe\""), "\"größe\"");
		this.runner.assertHandled(TextHandler.class, ChannelRunner.orders(""), "");
	}

	@Test
	void bytesStayAsTheyAre() {
		this.runner.assertHandled(BytesHandler.class, ChannelRunner.orders("\u0000\u00ff"), "\u0000\u00ff".getBytes());
		this.runner.assertHandled(BytesHandler.class, ChannelRunner.orders(""), new byte[0]);
	}

	@Test
	void tombstoneIsNullWhereThePayloadMayBeMissing() {
		this.runner.assertHandled(NullableHandler.class, ChannelRunner.tombstone(), "null");
		this.runner.assertHandled(NotRequiredHandler.class, ChannelRunner.tombstone(), "null");
		this.runner.assertHandled(OptionalHandler.class, ChannelRunner.tombstone(), Optional.empty());
		this.runner.assertHandled(OptionalHandler.class, ChannelRunner.ORDER,
				Optional.of(new ChannelRunner.Order("a", 2)));
	}

	@Test
	void tombstoneIsNackedWhereThePayloadIsRequired() {
		this.runner.assertNacked(ChannelRunner.RecordHandler.class, ChannelRunner.tombstone(),
				"Couldn't resolve parameter 'order' of ChannelRunner.RecordHandler.placed(ChannelRunner.Order): "
						+ "expected a payload but the message has none (a tombstone)");
	}

	@Test
	void methodWithoutParametersIsInvoked() {
		this.runner.assertHandled(NoParameterHandler.class, ChannelRunner.ORDER, "called");
	}

	static class ListHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(List<ChannelRunner.Order> orders) {
			this.received.add(orders);
		}

	}

	static class TextHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(String text) {
			this.received.add(text);
		}

	}

	static class BytesHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(byte[] bytes) {
			this.received.add(bytes);
		}

	}

	static class NullableHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(ChannelRunner.@Nullable Order order) {
			this.received.add(String.valueOf(order));
		}

	}

	static class NotRequiredHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(@Payload(required = false) ChannelRunner.Order order) {
			this.received.add(String.valueOf(order));
		}

	}

	static class OptionalHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed(Optional<ChannelRunner.Order> order) {
			this.received.add(order);
		}

	}

	static class NoParameterHandler extends ChannelRunner.Handler {

		@AmgiChannel("orders")
		void placed() {
			this.received.add("called");
		}

	}

}
