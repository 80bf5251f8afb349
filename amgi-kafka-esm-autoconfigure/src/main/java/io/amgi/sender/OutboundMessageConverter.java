package io.amgi.sender;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.MessageConverter;
import org.springframework.util.ClassUtils;

import io.amgi.internal.Throwables;
import io.amgi.protocol.MessageSendEvent;

/**
 * Converts what an application wants to send to what goes out.
 */
public final class OutboundMessageConverter {

	// The only protocol that AMGI has bindings for.
	private static final String BINDING = "kafka";

	private final MessageConverter converter;

	private final OutboundEnvelopes envelopes;

	/**
	 * Creates a converter that knows no messages but Spring's.
	 * @param converter what converts keys and payloads that are neither bytes nor text
	 */
	public OutboundMessageConverter(MessageConverter converter) {
		this(converter, new OutboundEnvelopes(Map.of(), (type) -> false));
	}

	/**
	 * Creates a converter.
	 * @param converter what converts keys and payloads that are neither bytes nor text
	 * @param envelopes the types whose values are messages themselves
	 */
	public OutboundMessageConverter(MessageConverter converter, OutboundEnvelopes envelopes) {
		this.converter = converter;
		this.envelopes = envelopes;
	}

	/**
	 * Converts a message.
	 * @param message the message
	 * @param messageId the id of the received message that it belongs to, or {@code null}
	 * @return the event to send
	 * @throws MessageConversionException if the key or payload cannot be converted; it
	 * quotes neither
	 */
	public MessageSendEvent convert(OutboundMessage message, @Nullable String messageId) {
		return convertOpened(open(message), messageId);
	}

	private OutboundMessage open(OutboundMessage message) {
		Object payload = message.getPayload();
		try {
			return this.envelopes.open(message);
		}
		catch (OutboundConversionException ex) {
			throw failure(Objects.requireNonNull(payload), "payload", message.getAddress(),
					String.valueOf(ex.getMessage()));
		}
	}

	private MessageSendEvent convertOpened(OutboundMessage message, @Nullable String messageId) {
		byte[] payload = bytes(message.getPayload(), "payload", message.getAddress());
		return new MessageSendEvent(message.getAddress(), message.getHeaders(), payload, bindings(message), messageId);
	}

	private Map<String, Map<String, @Nullable Object>> bindings(OutboundMessage message) {
		byte[] key = bytes(key(message), "key", message.getAddress());
		if (message.getPartition() != null || message.getTimestamp() != null) {
			return Map.of(BINDING, binding(message, key));
		}
		// Most messages, and so the smallest maps that there are.
		return (key != null) ? Map.of(BINDING, Map.of("key", key)) : Map.of();
	}

	// Sent as its text, which JSON would quote.
	private static @Nullable Object key(OutboundMessage message) {
		return (message.getKey() instanceof UUID uuid) ? uuid.toString() : message.getKey();
	}

	private static Map<String, @Nullable Object> binding(OutboundMessage message, byte @Nullable [] key) {
		Map<String, @Nullable Object> binding = new LinkedHashMap<>();
		putIfPresent(binding, "key", key);
		putIfPresent(binding, "partition", message.getPartition());
		if (message.getTimestamp() != null) {
			binding.put("timestamp", message.getTimestamp().toEpochMilli());
		}
		return binding;
	}

	private static void putIfPresent(Map<String, @Nullable Object> bindings, String name, @Nullable Object value) {
		if (value != null) {
			bindings.put(name, value);
		}
	}

	private byte @Nullable [] bytes(@Nullable Object value, String role, String address) {
		if (value == null) {
			return null;
		}
		byte[] bytes = raw(value);
		return (bytes != null) ? bytes : converted(value, role, address);
	}

	private static byte @Nullable [] raw(@Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		return (value instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : null;
	}

	private byte[] converted(Object value, String role, String address) {
		if (this.envelopes.isUnsendable(value.getClass())) {
			throw failure(value, role, address, "no format writes that");
		}
		byte[] bytes = raw(convert(value, role, address));
		if (bytes == null) {
			throw failure(value, role, address, "no message converter makes bytes or text of it");
		}
		return bytes;
	}

	private @Nullable Object convert(Object value, String role, String address) {
		try {
			Message<?> converted = this.converter.toMessage(value, null);
			return (converted != null) ? converted.getPayload() : null;
		}
		catch (OutboundConversionException ex) {
			throw failure(value, role, address, String.valueOf(ex.getMessage()));
		}
		catch (Throwable ex) {
			throwIfNotOfMessage(ex);
			// Not passed on: it may quote the value.
			throw failure(value, role, address, ClassUtils.getShortName(causeOrItself(ex).getClass()));
		}
	}

	private static Throwable causeOrItself(Throwable failure) {
		Throwable cause = (failure instanceof RuntimeException) ? Throwables.causeOf(failure) : null;
		return (cause != null) ? cause : failure;
	}

	private static void throwIfNotOfMessage(Throwable failure) {
		Throwables.throwIfFatal(failure);
		if (failure instanceof LinkageError error) {
			throw error;
		}
	}

	private static MessageConversionException failure(Object value, String role, String address, String problem) {
		return new MessageConversionException("Couldn't convert the %s of type %s of a message to '%s': %s"
			.formatted(role, ClassUtils.getShortName(value.getClass()), address, problem));
	}

}
