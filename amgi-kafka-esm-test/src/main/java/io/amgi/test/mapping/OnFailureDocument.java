package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

import io.amgi.test.TestLambdaContext;
import io.amgi.test.mapping.OnFailureDestination.Condition;
import io.amgi.test.mapping.OnFailureDestination.Failure;

/**
 * The document that an on-failure destination gets for a record: why the record was given
 * up, and an event with it, which can be redriven. Documents of Lambda's own Kafka
 * destinations are read as well.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html">AWS's
 * documentation</a>
 */
public final class OnFailureDocument {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final JsonNode json;

	private OnFailureDocument(JsonNode json) {
		this.json = json;
	}

	/**
	 * Reads a document.
	 * @param json the document's JSON
	 * @return the document
	 * @throws IllegalArgumentException where it has no event; those that SNS and SQS get
	 * have none
	 */
	public static OnFailureDocument parse(byte[] json) {
		JsonNode document = JsonMapper.shared().readTree(json);
		Assert.isTrue(document.path("payload").path("records").isObject(),
				"The document has no event in 'payload': it cannot be redriven");
		return new OnFailureDocument(document);
	}

	/**
	 * A function that gets documents and redrives each of them, for a mapping that reads
	 * an on-failure topic.
	 * @param function the function that is to get what has failed
	 * @return a function for the on-failure topic
	 */
	public static LambdaFunction redrive(LambdaFunction function) {
		return (event) -> {
			for (JsonNode partition : JsonMapper.shared().readTree(event).path("records")) {
				for (JsonNode record : partition) {
					parse(Base64.getDecoder().decode(record.path("value").asString())).redriveThrough(function);
				}
			}
			return new byte[0];
		};
	}

	/**
	 * Why the record was given up.
	 * @return the condition, such as {@code RetriesExhausted}
	 */
	public String condition() {
		return this.json.path("requestContext").path("condition").asString();
	}

	/**
	 * How many invocations the record was in.
	 * @return the count
	 */
	public int approximateInvokeCount() {
		return this.json.path("requestContext").path("approximateInvokeCount").asInt();
	}

	/**
	 * The event with the record.
	 * @return the event's JSON, as the function has got it
	 */
	public byte[] event() {
		return JsonMapper.shared().writeValueAsBytes(this.json.path("payload"));
	}

	/**
	 * Invokes a function with the record again.
	 * @param function the function
	 * @throws Exception where the function throws
	 * @throws IllegalStateException where the function reports that a record has failed
	 */
	public void redriveThrough(LambdaFunction function) throws Exception {
		List<BatchItemFailures.Item> failures = BatchItemFailures.find(function.invoke(event()));
		Assert.state(failures.isEmpty(), () -> "The function has reported " + failures + " as failed again");
	}

	static byte[] write(Failure failure, String bootstrapServers, @Nullable String eventSourceArn) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("requestContext", requestContext(failure));
		document.put("responseContext", responseContext(failure));
		document.put("version", "1.0");
		document.put("timestamp", TIMESTAMP.format(Instant.now()));
		document.put("KafkaBatchInfo", batchInfo(failure, bootstrapServers, eventSourceArn));
		document.put("payload", new RawValue(new String(failure.event(), StandardCharsets.UTF_8)));
		return JsonMapper.shared().writeValueAsBytes(document);
	}

	private static Map<String, Object> requestContext(Failure failure) {
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("requestId", UUID.randomUUID().toString());
		context.put("functionArn", TestLambdaContext.FUNCTION_ARN + ":" + TestLambdaContext.FUNCTION_VERSION);
		context.put("condition", failure.condition().awsName());
		context.put("approximateInvokeCount", failure.invocations());
		return context;
	}

	/**
	 * The response's part. [D] {@code null} where the payload was too large. [A] Likewise
	 * where a record was too old before it was in any invocation.
	 * @param failure what has failed
	 * @return the part
	 */
	private static @Nullable Map<String, Object> responseContext(Failure failure) {
		if (failure.condition() == Condition.PAYLOAD_TOO_LARGE || failure.invocations() == 0) {
			return null;
		}
		Map<String, Object> context = new LinkedHashMap<>();
		context.put("statusCode", 200);
		context.put("executedVersion", TestLambdaContext.FUNCTION_VERSION);
		context.put("functionError", "Unhandled");
		return context;
	}

	private static Map<String, Object> batchInfo(Failure failure, String bootstrapServers,
			@Nullable String eventSourceArn) {
		Map<String, Object> info = new LinkedHashMap<>();
		info.put("batchSize", 1);
		if (eventSourceArn != null) {
			info.put("eventSourceArn", eventSourceArn);
		}
		info.put("bootstrapServers", bootstrapServers);
		info.put("payloadSize", failure.event().length);
		info.put("recordInfo", recordInfo(failure.record()));
		return info;
	}

	private static Map<String, Object> recordInfo(PolledRecord record) {
		Map<String, Object> info = new LinkedHashMap<>();
		info.put("offset", String.valueOf(record.id().offset()));
		info.put("timestamp", TIMESTAMP.format(Instant.ofEpochMilli(record.source().timestamp())));
		return info;
	}

}
