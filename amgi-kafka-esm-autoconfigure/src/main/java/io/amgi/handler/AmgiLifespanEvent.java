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

import java.util.Map;

import org.springframework.context.ApplicationEvent;

/**
 * An event in the lifespan of the annotated application.
 */
public abstract class AmgiLifespanEvent extends ApplicationEvent {

	private static final long serialVersionUID = 1L;

	private final transient Map<String, Object> state;

	AmgiLifespanEvent(AnnotatedApplication application, Map<String, Object> state) {
		super(application);
		this.state = state;
	}

	/**
	 * Returns the state of the lifespan. What listeners put there at the start-up, every
	 * message scope sees.
	 * @return the state, modifiable
	 */
	public final Map<String, Object> getState() {
		return this.state;
	}

}
