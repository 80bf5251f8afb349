package io.amgi.idempotency;

/**
 * The points between deliveries at which a process is killed.
 */
enum KillPoint {

	BEFORE_CLAIM("before the claim"),

	AFTER_CLAIM("after the claim"),

	AFTER_EFFECT("in the method, after its effect"),

	AFTER_SEND("after its message is confirmed"),

	AFTER_COMPLETION("after the completion"),

	AFTER_COMMIT("after the commit"),

	NEVER("never");

	private final String description;

	KillPoint(String description) {
		this.description = description;
	}

	String description() {
		return this.description;
	}

}
