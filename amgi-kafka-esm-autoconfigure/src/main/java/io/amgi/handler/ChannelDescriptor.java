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

import java.lang.reflect.Method;

import io.amgi.channel.ChannelAddress;

/**
 * Describes a channel: an address and the method that handles its messages. A method with
 * several addresses has several channels.
 *
 * @param address the address, maybe a template
 * @param beanName the name of the method's bean
 * @param beanType the class of the bean, not that of a proxy
 * @param method the method as that class has it
 * @param isBatch whether the method takes batches
 */
public record ChannelDescriptor(ChannelAddress address, String beanName, Class<?> beanType, Method method,
		boolean isBatch) {

}
