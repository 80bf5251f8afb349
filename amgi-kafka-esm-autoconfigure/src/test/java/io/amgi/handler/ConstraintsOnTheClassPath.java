/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amgi.handler;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import jakarta.validation.Constraint;
import org.hibernate.validator.cfg.GenericConstraintDef;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.CachingMetadataReaderFactory;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * The constraint annotations that an application may use without further dependencies.
 */
final class ConstraintsOnTheClassPath {

	private ConstraintsOnTheClassPath() {
	}

	static List<Class<? extends Annotation>> find() {
		return Stream.of("jakarta/validation/constraints", "org/hibernate/validator/constraints")
			.flatMap(ConstraintsOnTheClassPath::types)
			.filter((type) -> type.isAnnotationPresent(Constraint.class) && isForFields(type))
			.<Class<? extends Annotation>>map((type) -> type.asSubclass(Annotation.class))
			.toList();
	}

	private static Stream<Class<?>> types(String folder) {
		try {
			MetadataReaderFactory readers = new CachingMetadataReaderFactory();
			Resource[] resources = new PathMatchingResourcePatternResolver()
				.getResources("classpath*:" + folder + "/**/*.class");
			return Arrays.stream(resources).map((resource) -> type(resource, readers));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Class<?> type(Resource resource, MetadataReaderFactory readers) {
		try {
			String name = readers.getMetadataReader(resource).getClassMetadata().getClassName();
			return ClassUtils.resolveClassName(name, null);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isForFields(Class<?> type) {
		return Arrays.asList(type.getAnnotation(Target.class).value()).contains(ElementType.FIELD);
	}

	// Sets each attribute that has no default.
	static <A extends Annotation> GenericConstraintDef<A> define(Class<A> constraint) {
		GenericConstraintDef<A> definition = new GenericConstraintDef<>(constraint);
		for (Method attribute : constraint.getDeclaredMethods()) {
			if (attribute.getDefaultValue() == null) {
				definition.param(attribute.getName(), value(attribute.getReturnType()));
			}
		}
		return definition;
	}

	private static Object value(Class<?> type) {
		if (type.isArray()) {
			Object array = Array.newInstance(type.getComponentType(), 1);
			Array.set(array, 0, value(type.getComponentType()));
			return array;
		}
		if (type.isEnum()) {
			return type.getEnumConstants()[0];
		}
		if (type == int.class) {
			return 1;
		}
		return (type == long.class) ? (Object) 1L : "1";
	}

}
