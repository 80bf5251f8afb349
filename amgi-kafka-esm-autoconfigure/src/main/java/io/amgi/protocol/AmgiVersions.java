package io.amgi.protocol;

/**
 * The versions that a server speaks.
 *
 * @param version the version of AMGI
 * @param specVersion the version of its message specification
 */
public record AmgiVersions(String version, String specVersion) {

	/**
	 * AMGI 1.0.
	 */
	public static final AmgiVersions V1_0 = new AmgiVersions("1.0", "1.0");

}
