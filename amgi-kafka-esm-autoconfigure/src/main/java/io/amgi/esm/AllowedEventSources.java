package io.amgi.esm;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where events may come from. An event is input: it must not make the function hand its
 * credentials to a stranger.
 */
final class AllowedEventSources {

	static final AllowedEventSources ANY = new AllowedEventSources(List.of(), List.of());

	private static final String SELF_MANAGED = "self-managed";

	private final List<BootstrapServerPattern> servers;

	private final List<String> sourceArns;

	/**
	 * Creates a trust.
	 * @param servers patterns of the bootstrap servers that an event may name, empty for
	 * any
	 * @param sourceArns the ARNs that an event may come from, {@code self-managed} for
	 * events without, empty for any
	 */
	AllowedEventSources(List<String> servers, List<String> sourceArns) {
		this.servers = servers.stream().map(BootstrapServerPattern::parse).toList();
		this.sourceArns = List.copyOf(sourceArns);
	}

	/**
	 * Checks an event.
	 * @param event the event
	 * @throws UntrustedEventException if it is not from where events may come from
	 */
	void check(KafkaEvent event) {
		String source = (event.eventSourceArn() != null) ? event.eventSourceArn() : SELF_MANAGED;
		if (!this.sourceArns.isEmpty() && !this.sourceArns.contains(source)) {
			throw new UntrustedEventException(
					"Event source '%s' is not in spring.amgi.allowed-event-source-arns".formatted(LogText.of(source)));
		}
		if (!this.servers.isEmpty()) {
			checkServers(event.bootstrapServers());
		}
	}

	private void checkServers(@Nullable String servers) {
		Arrays.stream((servers != null) ? servers.split(",", -1) : new String[] { "" })
			.map(String::trim)
			.filter((server) -> this.servers.stream().noneMatch((pattern) -> pattern.matches(server)))
			.findFirst()
			.ifPresent((server) -> {
				throw new UntrustedEventException(
						"Bootstrap server '%s' is not in spring.amgi.outbound.allowed-bootstrap-servers"
							.formatted(LogText.of(server, 200)));
			});
	}

}
