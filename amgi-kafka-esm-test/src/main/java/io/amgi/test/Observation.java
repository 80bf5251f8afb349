package io.amgi.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.amgi.server.RecordNack;

/**
 * What an application in this process lets one know of an invocation, beside its
 * response.
 */
final class Observation {

	private final EventSourceMappingListener listener;

	private final Map<RecordId, String> reasons = new HashMap<>();

	Observation(EventSourceMappingListener listener) {
		this.listener = listener;
	}

	/**
	 * An observation that nobody asks for.
	 * @return the observation
	 */
	static Observation unobserved() {
		return new Observation(new EventSourceMappingListener() {
		});
	}

	void sent(String recordId, String address) {
		this.listener.sent(RecordId.parse(recordId), address);
	}

	synchronized void nacked(List<RecordNack> nacks) {
		nacks.forEach((nack) -> this.reasons.put(EventCoordinates.of(nack).toRecordId(), nack.message()));
	}

	/**
	 * Returns why records were not acknowledged.
	 * @return the reasons, none of a function that does not tell
	 */
	synchronized Map<RecordId, String> reasons() {
		return Map.copyOf(this.reasons);
	}

}
