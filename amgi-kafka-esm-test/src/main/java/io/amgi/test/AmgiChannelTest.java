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

package io.amgi.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.autoconfigure.json.AutoConfigureJson;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.core.annotation.AliasFor;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test of channel methods alone. It starts them with conversion, validation and dead
 * letters, without Kafka, Lambda or Spring Cloud Function, and provides an
 * {@link AmgiTestClient}. It includes the named components of the application, or all
 * components with channel methods if none is named, and components that extend AMGI or
 * Jackson. The test provides other dependencies with {@code @Import} or
 * {@code @MockitoBean}. A test that finds no channel fails with an explanation.
 *
 * <pre class="code">
 * &#64;AmgiChannelTest(Orders.class)
 * &#64;Import(OrderBook.class)
 * class OrdersTests {
 *
 *     &#64;Autowired
 *     AmgiTestClient client;
 *
 *     &#64;Test
 *     void orderIsInvoiced() {
 *         assertThat(this.client.send("orders", new Order("A-1"))).isAcked().hasSent("invoices").withKey("A-1");
 *     }
 *
 * }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(AmgiChannelTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(AmgiChannelTypeExcludeFilter.class)
@AutoConfigureAmgiTestClient
@AutoConfigureJson
@ImportAutoConfiguration
public @interface AmgiChannelTest {

	/**
	 * Properties in the form {@code key=value} that are added to the environment before
	 * the test runs.
	 * @return the properties to add
	 */
	String[] properties() default {};

	/**
	 * The components with channel methods to test.
	 * @return the components; by default, all that have channel methods
	 */
	@AliasFor("channels")
	Class<?>[] value() default {};

	/**
	 * The components with channel methods to test.
	 * @return the components; by default, all that have channel methods
	 */
	@AliasFor("value")
	Class<?>[] channels() default {};

	/**
	 * Whether to include components by default.
	 * @return {@code false} to include only those of {@link #includeFilters()}
	 */
	boolean useDefaultFilters() default true;

	/**
	 * Further components to include.
	 * @return the filters that include them
	 */
	Filter[] includeFilters() default {};

	/**
	 * Components to exclude.
	 * @return the filters that exclude them
	 */
	Filter[] excludeFilters() default {};

	/**
	 * Auto-configuration to exclude.
	 * @return the auto-configuration classes
	 */
	@AliasFor(annotation = ImportAutoConfiguration.class, attribute = "exclude")
	Class<?>[] excludeAutoConfiguration() default {};

}
