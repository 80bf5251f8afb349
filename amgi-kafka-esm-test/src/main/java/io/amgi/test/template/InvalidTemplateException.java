package io.amgi.test.template;

/**
 * Thrown for a file that is no template, or one that is too large to be read. The message
 * names a position, and holds nothing of the template's text.
 */
public final class InvalidTemplateException extends RuntimeException {

	InvalidTemplateException(String message) {
		super(message);
	}

}
