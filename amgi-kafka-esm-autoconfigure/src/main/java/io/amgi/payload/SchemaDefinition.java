package io.amgi.payload;

import java.util.List;

/**
 * A schema as a registry holds it.
 *
 * @param format the format
 * @param text the schema's text
 * @param references the schemas that the text refers to
 */
public record SchemaDefinition(SchemaFormat format, String text, List<SchemaDefinition> references) {

	public SchemaDefinition {
		references = List.copyOf(references);
	}

}
