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

package io.amgi.lambda;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.env.Environment;

/**
 * Registers an internal extension on Lambda, so that SIGTERM closes the application
 * context. It does so while the context starts, since that is possible during Init alone,
 * and neither fails nor holds up the start for long.
 */
public final class ShutdownExtensionRegistrar implements InitializingBean, SmartInitializingSingleton {

	private static final long MAX_WAIT_MILLIS = 700;

	private final Environment environment;

	private @Nullable ShutdownExtension extension;

	/**
	 * Creates a registrar.
	 * @param environment knows Lambda's environment variables. They are asked here and
	 * not by a condition, which ahead-of-time processing would decide elsewhere.
	 */
	public ShutdownExtensionRegistrar(Environment environment) {
		this.environment = environment;
	}

	@Override
	public void afterPropertiesSet() {
		String address = this.environment.getProperty("AWS_LAMBDA_RUNTIME_API");
		// What an extension would do to a snapshot, and the other way round, is not
		// documented.
		if (address != null && !"snap-start".equals(this.environment.getProperty("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
			this.extension = ShutdownExtension.start(address);
		}
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (this.extension != null) {
			this.extension.awaitAnswer(MAX_WAIT_MILLIS);
		}
	}

}
