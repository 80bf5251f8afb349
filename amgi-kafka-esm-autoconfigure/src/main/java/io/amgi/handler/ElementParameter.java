package io.amgi.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.stream.Stream;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;

/**
 * The elements of a batch method's list as if each were a parameter of its own.
 */
final class ElementParameter extends MethodParameter {

	private final MethodParameter list;

	private final ResolvableType type;

	private final Annotation[] annotations;

	ElementParameter(MethodParameter list) {
		super(list);
		this.list = list;
		this.type = ResolvableType.forMethodParameter(list).getGeneric(0);
		this.annotations = Stream.of(list.getParameterAnnotations(), Constraints.elementAnnotations(list))
			.flatMap(Stream::of)
			.toArray(Annotation[]::new);
	}

	private ElementParameter(ElementParameter original) {
		super(original);
		this.list = original.list;
		this.type = original.type;
		this.annotations = original.annotations;
	}

	// Copies of a parameter know neither its bean's class nor what it inherits.
	@Override
	public Class<?> getContainingClass() {
		return this.list.getContainingClass();
	}

	@Override
	public Annotation[] getParameterAnnotations() {
		return this.annotations;
	}

	@Override
	public Class<?> getParameterType() {
		return this.type.toClass();
	}

	@Override
	public Type getGenericParameterType() {
		return this.type.getType();
	}

	@Override
	public ElementParameter clone() {
		return new ElementParameter(this);
	}

}
