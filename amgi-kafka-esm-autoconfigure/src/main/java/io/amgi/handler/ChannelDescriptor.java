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
