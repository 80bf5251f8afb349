package io.amgi.server;

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionException;

import io.amgi.internal.Throwables;
import io.amgi.protocol.NonRetryableException;

/**
 * Tells failures that would come again with each delivery of a record. Causes count, too,
 * as for Spring Kafka's {@code DefaultErrorHandler}, whose types these are.
 */
final class NonRetryableExceptions {

	static final NonRetryableExceptions DEFAULT = new NonRetryableExceptions(List.of());

	private static final List<Class<? extends Throwable>> ALWAYS = List.of(NonRetryableException.class,
			ConversionException.class, NoSuchMethodException.class, ClassCastException.class);

	private final Collection<Class<? extends Throwable>> types;

	NonRetryableExceptions(Collection<Class<? extends Throwable>> types) {
		this.types = types;
	}

	boolean contain(@Nullable Throwable cause) {
		return Throwables.contain(cause, (failure) -> isIn(ALWAYS, failure) || isIn(this.types, failure));
	}

	private static boolean isIn(Collection<Class<? extends Throwable>> types, Throwable failure) {
		return types.stream().anyMatch((type) -> type.isInstance(failure));
	}

}
