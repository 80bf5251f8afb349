package io.amgi.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;
import org.springframework.util.NumberUtils;

import io.amgi.handler.ChannelArgumentException;
import io.amgi.handler.ChannelMessage;

/**
 * Reads keys, as {@link KafkaKey} says.
 */
final class RecordKeys {

	// What Kafka's ShortSerializer, IntegerSerializer and so on write.
	private static final Map<Class<?>, BinaryNumber> NUMBERS = Map.of(Short.class,
			new BinaryNumber(Short.BYTES, ByteBuffer::getShort), Integer.class,
			new BinaryNumber(Integer.BYTES, ByteBuffer::getInt), Long.class,
			new BinaryNumber(Long.BYTES, ByteBuffer::getLong), Float.class,
			new BinaryNumber(Float.BYTES, ByteBuffer::getFloat), Double.class,
			new BinaryNumber(Double.BYTES, ByteBuffer::getDouble));

	private RecordKeys() {
	}

	static @Nullable Object read(byte @Nullable [] key, ResolvableType type, ChannelMessage message) {
		if (key == null) {
			return null;
		}
		Class<?> target = ClassUtils.resolvePrimitiveIfNecessary(type.toClass());
		BinaryNumber number = NUMBERS.get(target);
		if (number != null) {
			return readNumber(key, target.asSubclass(Number.class), number);
		}
		return (target == UUID.class) ? readUuid(key) : message.convert(key, type);
	}

	private static Number readNumber(byte[] key, Class<? extends Number> type, BinaryNumber binary) {
		try {
			return NumberUtils.parseNumber(text(key), type);
		}
		catch (IllegalArgumentException ex) {
			if (key.length == binary.length()) {
				return binary.reader().apply(ByteBuffer.wrap(key));
			}
			throw new ChannelArgumentException(
					"expected a key that is a number as text, or %d bytes of one".formatted(binary.length()));
		}
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

	/**
	 * A type of number in binary.
	 *
	 * @param length how many bytes it has
	 * @param reader reads it
	 */
	private record BinaryNumber(int length, Function<ByteBuffer, Number> reader) {

	}

}
