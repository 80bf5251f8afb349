package io.amgi.test.template;

/**
 * A place where a template and the application do not fit. It holds names of the
 * template, never its values: these could be secrets.
 *
 * @param resource the resource's name in the template
 * @param property the property under its name in the template
 * @param rule the rule
 */
public record Finding(String resource, String property, Rule rule) {

	/**
	 * Returns the loss, stall or repetition that it leads to.
	 * @return a sentence
	 */
	public String loss() {
		return this.rule.getLoss();
	}

	/**
	 * Returns what to write instead.
	 * @return a sentence
	 */
	public String remedy() {
		return this.rule.getRemedy();
	}

	@Override
	public String toString() {
		return "%s: %s [%s]%n\t%s%n\t%s".formatted(this.resource, this.property, this.rule, loss(), remedy());
	}

}
