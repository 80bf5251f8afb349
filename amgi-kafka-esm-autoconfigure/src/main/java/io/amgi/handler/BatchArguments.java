package io.amgi.handler;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a batch method: a list of all elements, and what is the same for all
 * of them.
 *
 * @param element resolves the elements of the list
 * @param validation validates them
 * @param others the parameters in their order, with {@code null} in place of the list and
 * of the acknowledgement
 * @param listIndex which parameter is the list
 */
record BatchArguments(Argument element, ElementValidation validation, List<@Nullable Argument> others, int listIndex) {

	/**
	 * Resolves an element of the list.
	 * @param message the message
	 * @param bean the bean that the method is called on
	 * @return the element
	 * @throws UnresolvedArgumentException if there is none, or if it is not valid
	 */
	@Nullable Object resolveElement(ChannelMessage message, Supplier<Object> bean) {
		Object element = this.element.resolve(message);
		this.validation.validate(bean, element);
		return element;
	}

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
