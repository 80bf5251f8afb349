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

package io.amgi.payload;

import java.util.List;
import java.util.Set;

import org.springframework.messaging.converter.MessageConverter;

import io.amgi.handler.AmgiChannelConfigurer;
import io.amgi.sender.PayloadRole;

/**
 * Adds the converters of payload formats to channel methods.
 */
public final class PayloadChannelConfigurer implements AmgiChannelConfigurer {

	private final List<MessageConverter> converters;

	private final Set<PayloadRole> textRoles;

	/**
	 * Creates a configurer.
	 * @param converters the converters
	 * @param textRoles the parts of messages whose text they write, too
	 */
	public PayloadChannelConfigurer(List<? extends MessageConverter> converters, Set<PayloadRole> textRoles) {
		this.converters = List.copyOf(converters);
		this.textRoles = Set.copyOf(textRoles);
	}

	@Override
	public void addMessageConverters(List<MessageConverter> converters) {
		converters.addAll(this.converters);
	}

	@Override
	public boolean convertsText(PayloadRole role) {
		return this.textRoles.contains(role);
	}

}
