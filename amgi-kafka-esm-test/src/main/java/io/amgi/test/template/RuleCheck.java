package io.amgi.test.template;

import java.util.List;

/**
 * The check behind a rule.
 */
@FunctionalInterface
interface RuleCheck {

	List<String> OK = List.of();

	/**
	 * Checks a mapping, or the function behind it.
	 * @param mapping the mapping
	 * @param deployment the function and the application
	 * @return the properties that break the rule for certain
	 */
	List<String> check(MappingResource mapping, Deployment deployment);

	static List<String> when(boolean broken, String property) {
		return broken ? List.of(property) : OK;
	}

}
