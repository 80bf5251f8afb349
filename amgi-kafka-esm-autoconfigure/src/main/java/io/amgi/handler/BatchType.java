package io.amgi.handler;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/**
 * A type that holds the elements of a batch, besides {@link List}.
 */
public interface BatchType {

	/**
	 * Returns the type of an element.
	 * @param type the type as a parameter declares it
	 * @return the element's type, which an argument resolver supports
	 */
	ResolvableType getElementType(ResolvableType type);

	/**
	 * Makes the argument of elements.
	 * @param elements the elements, unmodifiable
	 * @return the argument
	 */
	Object collect(List<@Nullable Object> elements);

}
