package io.amgi.kafka;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.amgi.handler.ChannelMessage;

/**
 * What a message's binding says about its record.
 */
final class KafkaBinding {

	private KafkaBinding() {
	}

	static Function<ChannelMessage, @Nullable Object> reader(String name) {
		return (message) -> get(message, name);
	}

	static byte @Nullable [] key(ChannelMessage message) {
		return (byte[]) get(message, "key");
	}

	static @Nullable Object get(ChannelMessage message, String name) {
		Map<String, @Nullable Object> binding = message.getEvent().bindings().get("kafka");
		return (binding != null) ? binding.get(name) : null;
	}

}
