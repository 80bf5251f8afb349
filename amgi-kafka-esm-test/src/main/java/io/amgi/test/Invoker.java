package io.amgi.test;

import java.util.List;

/**
 * Forms events, invokes the function and reads its response.
 */
final class Invoker {

	private final EventEnvelope envelope;

	private final LambdaFunction function;

	private final ResponseReader responses;

	Invoker(EventEnvelope envelope, LambdaFunction function, ResponseReader responses) {
		this.envelope = envelope;
		this.function = function;
		this.responses = responses;
	}

	byte[] event(List<PolledRecord> records) {
		return this.envelope.enclose(records.stream().map(PolledRecord::event).toList());
	}

	// Lambda takes an Error for a failed invocation, too.
	Outcome invoke(byte[] event, List<RecordId> records) {
		try {
			return read(event, records);
		}
		catch (Throwable ex) {
			FailureReasons reasons = FailureReasons.of(ex);
			return Outcome.error(reasons.summary(), records, reasons);
		}
	}

	private Outcome read(byte[] event, List<RecordId> records) throws Exception {
		if (this.function instanceof MappingFunction application) {
			MappingFunction.Answer answer = application.answer(event);
			return this.responses.read(answer.response(), records).explainedBy(answer.reasons());
		}
		return this.responses.read(this.function.invoke(event), records);
	}

}
