package io.amgi.test;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.amgi.esm.KafkaEventSourceMapping;
import io.amgi.esm.RecordNack;

/**
 * An application in this process as a function, which also tells why records have failed.
 */
final class MappingFunction implements LambdaFunction {

	private final KafkaEventSourceMapping mapping;

	private final Duration timeout;

	MappingFunction(KafkaEventSourceMapping mapping, Duration timeout) {
		this.mapping = mapping;
		this.timeout = timeout;
	}

	@Override
	public byte[] invoke(byte[] event) {
		return answer(event).response();
	}

	Answer answer(byte[] event) {
		List<RecordNack> nacks = this.mapping.process(new ByteArrayInputStream(event), new LocalContext(this.timeout));
		return new Answer(this.mapping.respond(nacks).toJson(), reasons(nacks));
	}

	private static Map<RecordId, String> reasons(List<RecordNack> nacks) {
		Map<RecordId, String> reasons = new HashMap<>();
		nacks.forEach((nack) -> reasons.put(EventCoordinates.of(nack).toRecordId(), nack.message()));
		return reasons;
	}

	/**
	 * A response, and what Lambda does not hear.
	 */
	record Answer(byte[] response, Map<RecordId, String> reasons) {

	}

}
