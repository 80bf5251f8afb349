package io.amgi.handler;

import java.util.List;

import org.springframework.messaging.converter.MessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Adds to what channel methods may look like. Beans of this type are asked in their
 * order, and what they add goes before what is there by default.
 */
public interface AmgiChannelConfigurer {

	/**
	 * Adds resolvers for parameters that are neither payload nor of a type that is
	 * supported by default.
	 * @param resolvers the resolvers so far
	 */
	default void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
	}

	/**
	 * Adds converters for payloads. The payload that they convert from is a byte array.
	 * An exception of theirs nacks the record; its message is reported only if it is a
	 * {@link PayloadConversionException}, since others may quote the payload.
	 * @param converters the converters so far
	 */
	default void addMessageConverters(List<MessageConverter> converters) {
	}

}
