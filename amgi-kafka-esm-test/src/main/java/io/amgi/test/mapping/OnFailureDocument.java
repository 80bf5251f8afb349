/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.test.mapping;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.RawValue;

import io.amgi.test.TestLambdaContext;
import io.amgi.test.mapping.OnFailureDestination.Condition;
import io.amgi.test.mapping.OnFailureDestination.Failure;

/**
 * The document that an on-failure destination receives. It contains the reason why
 * records were given up, and an event with them that can be redriven. Lambda's own
 * documents can be read, too: those in S3 buckets [D], which contain the whole event of a
 * batch as escaped text, and those in Kafka topics, which contain it as JSON.
 *
 * @see <a href= "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure.html">AWS
 * on on-failure destinations</a>
 * @see <a href=
 * "https://docs.aws.amazon.com/lambda/latest/dg/kafka-on-failure-destination.html">AWS's
 * documentation</a>
 */
public final class OnFailureDocument {

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	private final JsonNode json;

	private final byte[] event;

	private OnFailureDocument(JsonNode json, byte[] event) {
		this.json = json;
		this.event = event;
	}

	/**
	 * Reads a document.
	 * @param json the document's JSON
	 * @return the document
	 * @throws IllegalArgumentException if it is not JSON or has no event, such as the
	 * documents for SNS and SQS
	 */
	public static OnFailureDocument parse(byte[] json) {
		JsonNode document = read(json);
		byte[] event = event(document.path("payload"));
		Assert.isTrue(read(event).path("records").isObject(),
				"The document has no event in 'payload': it cannot be redriven");
		return new OnFailureDocument(document, event);
	}

	// Jackson's message would quote the document.
	private static JsonNode read(byte[] json) {
		try {
			return JsonMapper.shared().readTree(json);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("The document is not JSON");
		}
	}

	private static byte[] event(JsonNode payload) {
		return (payload.isString()) ? payload.asString().getBytes(StandardCharsets.UTF_8)
				: JsonMapper.shared().writeValueAsBytes(payload);
	}

	/**
	 * Creates a function that receives documents and redrives each of them, for a mapping
	 * that reads an on-failure topic. It continues after a document that fails again or
	 * cannot be read. The invocation then fails at its end and names these documents.
	 * Documents that have succeeded are delivered again with the batch, unless each batch
	 * has a single document.
	 * @param function the function to invoke with the failed records
	 * @return a function for the on-failure topic
	 */
	public static LambdaFunction redrive(LambdaFunction function) {
		return new RedriveFunction(function);
	}

	/**
	 * Returns the reason why the record was given up.
	 * @return the condition, such as {@code RetriesExhausted}
	 */
	public String condition() {
		return this.json.path("requestContext").path("condition").asString();
	}

	/**
	 * Returns the number of invocations that the record was in.
	 * @return the count
	 */
	public int approximateInvokeCount() {
		return this.json.path("requestContext").path("approximateInvokeCount").asInt();
	}

	/**
	 * Returns the event with the record, or with the records of a batch.
	 * @return the event's JSON, as the function received it
	 */
	public byte[] event() {
		return this.event.clone();
	}

	/**
	 * Invokes a function with the records again.
	 * @param function the function
	 * @throws Exception if the function throws
	 * @throws IllegalStateException if the function reports that a record has failed, or
	 * if an application in this process has refused one, even with {@code
	 * spring.amgi.on-nack=log}
	 */
	public void redriveThrough(LambdaFunction function) throws Exception {
		Observation observation = Observation.unobserved();
		byte[] response = (function instanceof ObservableFunction observable)
				? observable.invoke(this.event, observation) : function.invoke(this.event);
		Map<String, String> failures = new TreeMap<>();
		BatchItemFailures.find(response).forEach((item) -> failures.put(item.toString(), item.toString()));
		observation.reasons()
			.forEach((id, reason) -> failures.put(BatchItemFailures.Item.of(id).toString(), id + ": " + reason));
		Assert.state(failures.isEmpty(), () -> "The function has reported " + failures.values() + " as failed again");
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
	 * Returns the part about the response. [D] It is {@code null} if the payload was too
	 * large. [A] It is also {@code null} if a record was too old before its first
	 * invocation.
	 * @param failure the record and its failure
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
