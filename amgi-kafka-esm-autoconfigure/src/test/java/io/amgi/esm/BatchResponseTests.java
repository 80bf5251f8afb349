package io.amgi.esm;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.amgi.esm.BatchResponse.BatchItemFailure;

import static org.assertj.core.api.Assertions.assertThat;

class BatchResponseTests {

	@Test
	void responseWithoutFailuresHasAnEmptyList() {
		assertThat(BatchResponse.SUCCESS.toJson()).asString().isEqualTo("{\"batchItemFailures\":[]}");
	}

	@Test
	void failureIsIdentifiedByMapKeyAndOffset() {
		BatchResponse response = new BatchResponse(
				List.of(new BatchItemFailure("mytopic-01", 15), new BatchItemFailure("a\"b", Long.MAX_VALUE)));
		assertThat(response.toJson()).asString()
			.isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":{\"partition\":\"mytopic-01\",\"offset\":15}},"
					+ "{\"itemIdentifier\":{\"partition\":\"a\\\"b\",\"offset\":9223372036854775807}}]}");
	}

}
