package io.amgi.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

import io.amgi.channel.ChannelRouter.Route;
import io.amgi.channel.ConflictingChannelsException;

/**
 * Explains a {@link ConflictingChannelsException}.
 */
class ConflictingChannelsFailureAnalyzer extends AbstractFailureAnalyzer<ConflictingChannelsException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ConflictingChannelsException cause) {
		return new FailureAnalysis(
				"Two channel methods handle the same messages:%n%n%s%n%s".formatted(describe(cause.getFirst()),
						describe(cause.getSecond())),
				"Remove one of them, or change an address so that no message belongs to both.", cause);
	}

	private static String describe(Route<?> route) {
		return "\t- %s with the address '%s'".formatted(route.channel(), route.address());
	}

}
