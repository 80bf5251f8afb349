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

package io.amgi.lambda;

import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.BDDMockito;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;

class XRayTraceContextTests {

	private static final String HEADER = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

	@AfterEach
	void clear() {
		System.clearProperty(XRayTraceContext.PROPERTY);
	}

	@Test
	void contextComesFirst() {
		System.setProperty(XRayTraceContext.PROPERTY, HEADER.replace("5399", "1111"));
		assertThat(XRayTraceContext.of(context(HEADER))).containsExactlyInAnyOrderEntriesOf(
				Map.of("traceparent", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", "b3",
						"5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-1"));
	}

	@Test
	void systemPropertyStandsIn() {
		System.setProperty(XRayTraceContext.PROPERTY, HEADER);
		assertThat(XRayTraceContext.of(context(null))).isEqualTo(XRayTraceContext.of(context(HEADER)));
		assertThat(XRayTraceContext.of(null)).isEqualTo(XRayTraceContext.of(context(HEADER)));
	}

	@Test
	void traceThatIsNotSampledStaysSo() {
		String header = "Lineage=a87bd80c:0; Parent=53995c3f42cd8ad8 ;Sampled=0;Root=1-5759e988-bd862e3fe1be46a994272793"
			.replace(" ;", ";");
		assertThat(XRayTraceContext.of(context(header)).get("traceparent")).endsWith("-00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Root=1-5759e988-bd862e3fe1be46a994272793", "Parent=53995c3f42cd8ad8",
			"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8aa;Sampled=1",
			"Root=1-5759E988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8", "Self=1;Sampled=?" })
	void textThatIsNoTraceIsNone(String header) {
		assertThat(XRayTraceContext.of(context(header))).isEmpty();
	}

	private static Context context(String header) {
		Context context = Mockito.mock(Context.class);
		BDDMockito.given(context.getXrayTraceId()).willReturn(header);
		return context;
	}

}
