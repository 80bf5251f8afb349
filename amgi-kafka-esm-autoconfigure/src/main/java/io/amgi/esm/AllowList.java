package io.amgi.esm;

import java.util.List;

/**
 * A list of allowed values.
 *
 * @param name the name that messages refer to the list by, such as that of a property
 * @param values the values, empty to allow any
 */
public record AllowList(String name, List<String> values) {

	/**
	 * Copies the values.
	 */
	public AllowList {
		values = List.copyOf(values);
	}

}
