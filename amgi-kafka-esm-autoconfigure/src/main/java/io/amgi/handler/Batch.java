package io.amgi.handler;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.amgi.protocol.MessageReceiveEvent;
import io.amgi.sender.RecordSender;

/**
 * The messages of a scope that a batch method has not been called with, and what it is to
 * be called with.
 */
final class Batch {

	private final List<MessageReceiveEvent> events = new ArrayList<>();

	private final List<@Nullable Object> elements = new ArrayList<>();

	void add(MessageReceiveEvent event, @Nullable Object element) {
		this.events.add(event);
		this.elements.add(element);
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	List<ChannelMessage> messages(ChannelScope scope, RecordSender sender) {
		return this.events.stream().map((event) -> scope.message(event, sender)).toList();
	}

	List<@Nullable Object> elements() {
		return this.elements;
	}

	/**
	 * Leaves out all messages but some.
	 * @param indices the indices of those that are left
	 * @return the rest
	 */
	Batch only(List<Integer> indices) {
		Batch rest = new Batch();
		indices.forEach((index) -> rest.add(this.events.get(index), this.elements.get(index)));
		return rest;
	}

}
