package io.amgi.payload;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Creates objects of the classes that a reader's schema names. Since Avro 1.12.2, classes
 * must be trusted by a system property, which is meant for schemas that others write.
 * This schema is compiled into the application, and no writer's schema gets here.
 */
final class ReaderData extends SpecificData {

	private final Map<String, Optional<Class<?>>> classes = new ConcurrentHashMap<>();

	ReaderData(Class<?> target) {
		super(target.getClassLoader());
		SpecificData model = SpecificData.getForClass(target);
		model.getConversions().forEach(this::addLogicalTypeConversion);
		setCustomCoders(model.useCustomCoders());
	}

	@Override
	@SuppressWarnings("rawtypes")
	public @Nullable Class getClass(Schema schema) {
		return switch (schema.getType()) {
			case RECORD, ENUM, FIXED ->
				this.classes.computeIfAbsent(SpecificData.getClassName(schema), this::load).orElse(null);
			default -> super.getClass(schema);
		};
	}

	private Optional<Class<?>> load(String name) {
		try {
			return Optional.of(Class.forName(name, false, getClassLoader()));
		}
		catch (ClassNotFoundException ex) {
			return Optional.empty();
		}
	}

}
