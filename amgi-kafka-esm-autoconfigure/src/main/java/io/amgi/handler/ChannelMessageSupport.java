package io.amgi.handler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.messaging.converter.SmartMessageConverter;

import io.amgi.sender.CurrentMessageSender;
import io.amgi.sender.OutboundMessageConverter;

/**
 * Settings that all messages of an application share.
 *
 * @param headers what to read the protocol's headers from, by name
 * @param converter converts received payloads
 * @param outboundConverter converts what is sent
 * @param currentSender sends for the record that is handled on a thread
 */
record ChannelMessageSupport(Map<String, Function<ChannelMessage, @Nullable Object>> headers,
		SmartMessageConverter converter, OutboundMessageConverter outboundConverter,
		CurrentMessageSender currentSender) {

	ChannelMessageSupport withHeader(String name, Function<ChannelMessage, @Nullable Object> header) {
		Map<String, Function<ChannelMessage, @Nullable Object>> headers = new HashMap<>(this.headers);
		headers.put(name, header);
		return new ChannelMessageSupport(headers, this.converter, this.outboundConverter, this.currentSender);
	}

}
