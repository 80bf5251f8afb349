package io.amgi.esm.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import tools.jackson.core.JacksonException;

import io.amgi.esm.event.JsonTree.Member;

/**
 * The event that a JSON document stands for by the contract, derived from the document as
 * a whole.
 */
final class ExpectedEvent {

	static final String MALFORMED = "malformed";

	private final Map<String, Object> fields = new HashMap<>();

	private final List<ExpectedRecord> records = new ArrayList<>();

	private final Set<List<Object>> coordinates = new HashSet<>();

	private boolean recordsSeen;

	private String refusal;

	ExpectedEvent(byte[] json) {
		try {
			read(JsonTree.read(json));
		}
		catch (JacksonException ex) {
			this.refusal = MALFORMED;
		}
	}

	private void read(JsonTree tree) {
		if (tree.token() == null) {
			refuse(MALFORMED);
		}
		else if (!tree.isObject()) {
			refuse("a JSON object");
		}
		tree.members().forEach((member) -> read(member.name(), member.value()));
		if (!this.recordsSeen) {
			refuse("'records'");
		}
	}

	private void read(String name, JsonTree value) {
		switch (name) {
			case "eventSource", "eventSourceArn", "bootstrapServers" -> {
				if (!value.isText() && !value.isNull()) {
					refuse("'%s' to be a string".formatted(name));
				}
				else if (name.equals("eventSource") && value.isText()
						&& !value.text().toLowerCase(Locale.ROOT).contains("kafka")) {
					refuse("'eventSource' to be Kafka");
				}
				this.fields.put(name, value.text());
			}
			case "records" -> readRecords(value);
			default -> {
			}
		}
	}

	private void readRecords(JsonTree value) {
		if (this.recordsSeen) {
			refuse("'records' only once");
		}
		else if (!value.isObject()) {
			refuse("'records' to be an object");
		}
		this.recordsSeen = true;
		for (Member list : value.members()) {
			if (!list.value().isArray()) {
				refuse("an array of records");
			}
			list.value().members().forEach((element) -> readRecord(list.name(), element.value()));
		}
	}

	private void readRecord(String recordsKey, JsonTree json) {
		if (!json.isObject()) {
			refuse("a record to be an object");
			return;
		}
		ExpectedRecord record = new ExpectedRecord(recordsKey, json);
		if (!record.isIdentified()) {
			refuse("'offset' to be an integer from 0 on");
			return;
		}
		if (record.coordinates() != null && !this.coordinates.add(record.coordinates())) {
			refuse("no other record of the same topic, partition and offset");
		}
		this.records.add(record);
	}

	// The first reason in the order of the document counts.
	private void refuse(String expectation) {
		if (this.refusal == null) {
			this.refusal = expectation;
		}
	}

	/**
	 * What was expected where the event is refused, {@code null} if it is not.
	 */
	String refusal() {
		return this.refusal;
	}

	/**
	 * Describes the event, so that it can be compared with {@link #describe(KafkaEvent)}.
	 */
	List<Object> describe() {
		List<Object> description = new ArrayList<>();
		description.add(this.fields.get("eventSource"));
		description.add(this.fields.get("eventSourceArn"));
		description.add(this.fields.get("bootstrapServers"));
		this.records.forEach((record) -> description.add(record.describe()));
		return description;
	}

	/**
	 * Describes a decoded event.
	 */
	static List<Object> describe(KafkaEvent event) {
		List<Object> description = new ArrayList<>();
		description.add(event.eventSource());
		description.add(event.eventSourceArn());
		description.add(event.bootstrapServers());
		event.records().forEach((record) -> description.add(ExpectedRecord.describe(record)));
		return description;
	}

}
