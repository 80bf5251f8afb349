package io.amgi.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a batch method: a list of all elements, and what is the same for all
 * of them.
 *
 * @param element resolves the elements of the list
 * @param others the parameters in their order, with {@code null} in place of the list and
 * of the acknowledgement
 * @param listIndex which parameter is the list
 */
record BatchArguments(Argument element, List<@Nullable Argument> others, int listIndex) {

	@Nullable Object[] resolve(List<@Nullable Object> elements, ChannelMessage first, BatchAcknowledgement acknowledgement) {
		@Nullable Object[] arguments = new @Nullable Object[this.others.size()];
		for (int i = 0; i < arguments.length; i++) {
			Argument other = this.others.get(i);
			arguments[i] = (other != null) ? other.resolve(first) : acknowledgement;
		}
		arguments[this.listIndex] = elements;
		return arguments;
	}

}
