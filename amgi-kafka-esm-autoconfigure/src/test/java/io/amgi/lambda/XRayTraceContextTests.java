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
	void whatIsNoTraceIsNone(String header) {
		assertThat(XRayTraceContext.of(context(header))).isEmpty();
	}

	private static Context context(String header) {
		Context context = Mockito.mock(Context.class);
		BDDMockito.given(context.getXrayTraceId()).willReturn(header);
		return context;
	}

}
