package io.amgi.kafka;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.ChannelMessage;
import io.amgi.internal.BinaryNumbers;

/**
 * Reads keys, as {@link KafkaKey} says.
 */
final class RecordKeys {

	private RecordKeys() {
	}

	static @Nullable Object read(byte @Nullable [] key, ResolvableType type, ChannelMessage message) {
		if (key == null) {
			return null;
		}
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		if (BinaryNumbers.support(target)) {
			return readNumber(key, target);
		}
		return (target == UUID.class) ? readUuid(key) : message.convert(key, type);
	}

	private static Number readNumber(byte[] key, Class<?> type) {
		Number number = BinaryNumbers.read(key, type);
		if (number == null) {
			throw new ChannelArgumentException("expected a key that is a number as text, or %d bytes of one"
				.formatted(BinaryNumbers.length(type)));
		}
		return number;
	}

	private static UUID readUuid(byte[] key) {
		try {
			return UUID.fromString(text(key));
		}
		catch (IllegalArgumentException ex) {
			throw new ChannelArgumentException("expected a key that is a UUID as text");
		}
	}

	private static String text(byte[] key) {
		return new String(key, StandardCharsets.UTF_8);
	}

}
