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

package io.amgi.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.core.annotation.AliasFor;

/**
 * Annotation on a channel method that handles a record once: a record that was already
 * handled is acknowledged and not handled again. On a class, it applies to each channel
 * method of the class and its subclasses. An annotation on the method takes precedence
 * over one on its class.
 *
 * <pre class="code">
 * &#064;Idempotent(key = "#order.id")
 * &#064;AmgiChannel("orders")
 * void placed(Order order) { ... }
 * </pre>
 *
 * An {@link IdempotencyStore} remembers the handled records.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface Idempotent {

	/**
	 * Alias for {@link #key()}.
	 * @return the expression
	 */
	@AliasFor("key")
	String value() default "";

	/**
	 * A SpEL expression over the method's arguments that identifies a record, such as
	 * {@code #order.id} or {@code {#region, #order.id}}. It reads properties and elements
	 * only: methods, types, beans and assignments fail the start-up. Its value must be
	 * text, a number, a {@link java.util.UUID}, an enum constant, bytes, or a list of
	 * these that is not empty. By default, the record's cluster, topic, partition, offset
	 * and timestamp identify it.
	 * @return the expression
	 */
	@AliasFor("value")
	String key() default "";

	/**
	 * The namespace of the keys. Methods with the same namespace and store share their
	 * keys. The channel's address by default.
	 * @return the namespace
	 */
	String namespace() default "";

	/**
	 * Whether the method and the record's completion share a transaction of the store's
	 * database, so that the method's effects there happen exactly once. At most one
	 * value; {@code spring.amgi.idempotency.transactional} by default.
	 * @return one value or none
	 */
	boolean[] transactional() default {};

	/**
	 * The bean name of the transaction manager, where the application has several.
	 * @return the bean name
	 */
	String transactionManager() default "";

	/**
	 * The bean name of the {@link IdempotencyStore}, where the application has several.
	 * @return the bean name
	 */
	String store() default "";

}
